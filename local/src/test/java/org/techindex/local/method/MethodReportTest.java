package org.techindex.local.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.method.MethodFile;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;

class MethodReportTest {

  private static final YearMonth JANUARY = YearMonth.of(2026, 1);
  private static final int JANUARY_NUMBER = 672;

  private final TestDatabase database = TestPostgres.freshDatabase();
  private int stored;

  MethodReportTest() {
    database.execute(
        """
        insert into classifier (version) values ('test-1');
        insert into topic_partition (topic, partition, topic_id, next_offset)
          values ('signals.business', 0, gen_random_uuid(), 1000)
        """);
  }

  @Test
  void ranksAreReportedWithoutFactorsKindsAndSourcesAndBesideOtherMethods() {
    // London leads by its 60 businesses; Leeds has 40 and 30 events; Bristol 20. All events come
    // from
    // the second source.
    store(60, 1, 51.5074, -0.1278, "register");
    store(40, 1, 53.8008, -1.5491, "register");
    store(20, 1, 51.4545, -2.5879, "register");
    store(30, 2, 53.8008, -1.5491, "meetups");
    StringBuilder text = new StringBuilder();

    report(List.of(Sector.AI_AND_DATA, Sector.CLEAN_GROWTH))
        .write(line -> text.append(line).append('\n'));

    // Activity 60, 40, 20 of 120 and events all in Leeds; weights 2/3 and 1/3: Leeds leads with
    // 2/9 + 1/3 against London's 1/3. Without events London leads: two of three ranks change by 1.
    assertThat(text)
        .contains("AI and Data, 2026-01, live-1\n============================\n")
        .contains("factor events                         0.67         1         2 of   3\n")
        .contains("kind event                            0.67         1         2 of   3\n")
        .contains("source meetups                        0.67         1         2 of   3\n")
        .contains("half-life of events ")
        .containsPattern("live-1 +uktii-2 +")
        .contains("Clean Growth, 2026-01, live-1\n=============================\nno signals\n");
  }

  @Test
  void withoutSignalsItSaysWhatToDo() {
    assertThatThrownBy(() -> report(List.of(Sector.AI_AND_DATA)).write(_ -> {}))
        .isInstanceOf(OperatorException.class)
        .hasMessage(
            "no stored signal counts in 2026-01: publish some first, or give another month with"
                + " --as-of");
  }

  private MethodReport report(List<Sector> sectors) {
    return new MethodReport(
        database.dataSource(),
        "test-1",
        new MethodReport.Order(
            MethodFile.byDefault().method(),
            List.of(MethodFile.find("uktii-2").method()),
            sectors,
            JANUARY,
            4,
            10));
  }

  /** So many signals of a kind of AI and Data at one point. */
  private void store(int count, int kind, double latitude, double longitude, String source) {
    long cell = Cell.at(new LatLon(latitude, longitude)).index();
    database.execute(
        """
        insert into signal (position, identity, ce_time, observed, kind, first_version, retracted,
            source, id)
          select (1::bigint << 40) + n, gen_random_uuid(), now(), now(), %d, true, false, '%s', n
            from generate_series(%d, %d) n;
        insert into signal_part (position, cell, amount, part, classifier, kind, month, region,
            first_version, fraction, citations, ai_and_data, clean_growth,
            smart_cities_and_mobility, ageing_society, advanced_manufacturing)
          select (1::bigint << 40) + n, %d, 1000000, 0, (select id from classifier), %d, %d, 1,
              true, 1000000, 0, 1000000, 0, 0, 0, 0
            from generate_series(%d, %d) n
        """
            .formatted(
                kind,
                source,
                stored,
                stored + count - 1,
                cell,
                kind,
                JANUARY_NUMBER,
                stored,
                stored + count - 1));
    stored += count;
  }
}
