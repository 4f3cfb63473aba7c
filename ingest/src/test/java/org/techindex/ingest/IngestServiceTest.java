package org.techindex.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.techindex.common.signal.SignalKind;

class IngestServiceTest {

  private static final String T1 = "2026-11-01T00:00:00Z";
  private static final String T2 = "2026-11-02T00:00:00Z";
  private static final String T3 = "2026-11-03T00:00:00Z";

  private final IngestRig rig = new IngestRig(2);

  @AfterEach
  void close() {
    rig.close();
  }

  private static String business(String name) {
    return """
    {"observed": "2026-10-05T12:00:00+01:00", "name": "%s", "text": "machine learning for robots",
     "location": {"lat": 51.5, "lon": -0.12}, "sicCodes": ["62012"], "employees": 7}\
    """
        .formatted(name);
  }

  @Test
  void storesASignalWithItsPartsLinksAndSectors() throws Exception {
    rig.send(
        SignalKind.EVENT,
        "e1",
        T1,
        """
        {"id": "e1", "source": "test", "observed": "2026-10-05T12:00:00Z", "name": "AI meetup",
         "location": {"place": "Leeds"}, "starts": "2026-09-30",
         "sectors": [{"sector": "AI and Data", "probability": 0.75}],
         "links": [{"to": "test|u1", "relation": "hosted-at", "weight": 0.5}]}\
        """);
    // Three institutions: 333,334 + 333,333 + 333,333 millionths; Paris is not in the country.
    rig.send(
        SignalKind.PUBLICATION,
        "p1",
        T1,
        """
        {"observed": "2026-10-05T12:00:00Z", "name": "On robots", "published": "2026-08-01",
         "citations": 3, "institutions": [
           {"name": "A", "location": {"lat": 51.5, "lon": -0.12}},
           {"name": "B", "location": {"lat": 48.85, "lon": 2.35}},
           {"name": "C", "location": {"lat": 53.8, "lon": -1.55}}]}\
        """);
    rig.send(
        SignalKind.INSTITUTION,
        "u1",
        T1,
        """
        {"observed": "2026-10-05T12:00:00Z", "name": "University", "staffFte": 12.5,
         "location": {"lat": 53.8, "lon": -1.55}}\
        """);
    rig.flush();

    IngestService service = rig.start(IngestSettings.standard());
    assertThat(service.awaitCaughtUp(IngestRig.SOON)).isTrue();

    assertThat(rig.rows("select id, name, kind, first_version, retracted from signal order by id"))
        .containsExactly("e1|AI meetup|2|t|f", "p1|On robots|4|t|f", "u1|University|3|t|f");
    // Months since January 1970: 2026-09 is 56 * 12 + 8 = 680; 2026-08 is 679; 2026-10 is 681.
    assertThat(
            rig.rows(
                """
                select s.id, part, amount, fraction, month, region, citations, p.ai_and_data
                from signal_part p join signal s using (position) order by id, part\
                """))
        .containsExactly(
            "e1|0|1000000|1000000|680|3|0|750000",
            "p1|0|333334|333334|679|7|3|0",
            "p1|1|333333|333333|679|3|3|0",
            "u1|0|12500000|1000000|681|3|0|0");
    assertThat(
            rig.rows(
                """
                select relation, weight, u.id from signal_link l
                join signal u on u.identity = l.to_identity\
                """))
        .containsExactly("1|500000|u1");
  }

  @Test
  void keepsEveryVersionThatMayCountAndTheFirstMark() throws Exception {
    rig.send(SignalKind.BUSINESS, "a", T2, business("second"));
    rig.send(SignalKind.BUSINESS, "a", T1, business("first, late"));
    rig.send(SignalKind.BUSINESS, "a", T2, business("second again"));
    rig.send(SignalKind.BUSINESS, "a", T3, null);
    rig.send(SignalKind.BUSINESS, 1, "a", T2, business("second, other partition"));
    rig.send(SignalKind.EVENT, "unknown", T2, null);
    rig.flush();

    IngestService service = rig.start(IngestSettings.standard());
    assertThat(service.awaitCaughtUp(IngestRig.SOON)).isTrue();

    assertThat(rig.rows("select id, coalesce(name, '-'), retracted from signal order by id, 2"))
        .containsExactly("a|-|t", "a|second|f", "a|second, other partition|f", "unknown|-|t");
    assertThat(rig.rows("select count(*) from signal where first_version")).containsExactly("2");
    assertThat(rig.rows("select count(*) from signal_duplicate")).containsExactly("2");
  }

  @Test
  void readsOnWhereTheDatabaseStandsAndDoublesNothing() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      rig.send(SignalKind.BUSINESS, i % 2, "b" + i, T1, business("b" + i));
    }
    rig.flush();
    IngestService first = rig.start(IngestSettings.standard());
    assertThat(first.awaitCaughtUp(IngestRig.SOON)).isTrue();
    first.close();
    for (int i = 1_500; i < 2_500; i++) {
      rig.send(SignalKind.BUSINESS, i % 2, "b" + i, T1, business("b" + i));
    }
    rig.flush();

    IngestService second = rig.start(IngestSettings.standard());
    assertThat(second.awaitCaughtUp(IngestRig.SOON)).isTrue();

    assertThat(rig.rows("select count(*), count(distinct id) from signal"))
        .containsExactly("2500|2500");
    assertThat(rig.rows("select count(*) from signal_part")).containsExactly("2500");
    assertThat(rig.rows("select count(*) from signal_duplicate")).containsExactly("500");
    assertThat(rig.rows("select sum(next_offset) from topic_partition")).containsExactly("3000");
  }
}
