package org.techindex.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.techindex.common.receipt.BatchReceipt;
import org.techindex.common.receipt.Receipts;
import org.techindex.common.receipt.RecordRange;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Position;
import org.techindex.ingest.receive.ReceivedSignal;
import org.techindex.ingest.receive.Topics;
import org.techindex.ingest.store.BatchStore;
import org.techindex.ingest.store.FencedException;
import org.techindex.ingest.store.Newcomers;
import org.techindex.ingest.store.PartitionBatch;
import org.techindex.ingest.store.PartitionClaim;
import org.techindex.ingest.store.PartitionOffsets;
import org.techindex.ingest.store.Replay;
import org.techindex.ingest.store.RowEncoder;

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

  @Test
  void refusesWithReceiptsAndAnnouncements() throws Exception {
    rig.send(SignalKind.BUSINESS, "good", T1, business("good"));
    rig.send(SignalKind.BUSINESS, "good", T2, business("better"));
    rig.send(SignalKind.BUSINESS, "bad", T1, "{\"observed\": \"today\", \"name\": \"a\"}");
    rig.send(
        new ProducerRecord<>(
            SignalKind.EVENT.topic(), 1, IngestRig.utf8("test|huge"), new byte[5_000_000]));
    rig.flush();
    IngestService service = rig.start(IngestSettings.standard());
    assertThat(service.awaitCaughtUp(IngestRig.SOON)).isTrue();

    assertThat(rig.rows("select id, stage, field, rule, value from refusal order by id"))
        .containsExactly(
            "bad|validate|observed|is an RFC 3339 time with offset, like 2026-11-22T09:30:00Z|today",
            "huge|receive|value|a signal has at most 1000000 bytes|5000000 bytes");
    Receipts receipts = new Receipts(rig.database().dataSource());
    assertThat(receipts.of(new SignalId("test", "good")))
        .extracting(receipt -> receipt.outcome().word())
        .containsExactly("corrected", "accepted");
    assertThat(receipts.of(new SignalId("test", "bad")))
        .extracting(receipt -> receipt.outcome().word())
        .containsExactly("refused");
    BatchReceipt batch =
        receipts.of(RecordRange.parse("signals.business/0@0..2,signals.event/1@0..9"), null);
    assertThat(batch.accepted()).isEqualTo(2);
    assertThat(batch.refused()).isEqualTo(2);
    // Of ten offsets of the event partition only the first is written yet.
    assertThat(batch.waiting()).isEqualTo(9);
    await()
        .atMost(IngestRig.SOON)
        .untilAsserted(() ->
            assertThat(rig.rows("select sum(next_offset) from refusal_announced"))
                .containsExactly("4"));
    assertThat(rig.keys(Topics.REJECTED)).containsExactlyInAnyOrder("test|bad", "test|huge");
  }

  @Test
  void publishesRefusedRecordsAgainAfterAFix() throws Exception {
    rig.database().execute("alter table signal add constraint fix_me check (name <> 'poison')");
    for (int i = 0; i < 300; i++) {
      rig.send(SignalKind.BUSINESS, "r" + i, T1, business(i % 100 == 50 ? "poison" : "fine"));
    }
    rig.flush();
    IngestService service = rig.start(IngestSettings.standard());
    assertThat(service.awaitCaughtUp(IngestRig.SOON)).isTrue();

    // Halving the batch finds the three records that the database cannot take, and only those.
    assertThat(rig.rows("select id, stage from refusal order by id"))
        .containsExactly("r150|store", "r250|store", "r50|store");
    assertThat(rig.rows("select count(*) from signal")).containsExactly("297");

    rig.database().execute("alter table signal drop constraint fix_me");
    Replay replay = new Replay(rig.database().dataSource(), rig.client());
    assertThat(replay.run("another")).isEqualTo(new Replay.Result(0, 0));
    assertThat(replay.run("test")).isEqualTo(new Replay.Result(3, 0));
    assertThat(replay.run("test")).isEqualTo(new Replay.Result(0, 0));
    assertThat(service.awaitCaughtUp(IngestRig.SOON)).isTrue();

    assertThat(rig.rows("select count(*) from signal")).containsExactly("300");
    assertThat(new Receipts(rig.database().dataSource()).reasons(null)).isEmpty();
  }

  @Test
  void blamesNoRecordForTheDatabase() throws Exception {
    rig.database().execute("alter table signal rename to signal_away");
    for (int i = 0; i < 50; i++) {
      rig.send(SignalKind.BUSINESS, "d" + i, T1, business("d"));
    }
    rig.flush();
    IngestService service = rig.start(IngestSettings.standard());
    await()
        .atMost(IngestRig.SOON)
        .until(() -> rig.rows("select count(*) from topic_partition").equals(List.of("8")));
    assertThat(service.awaitCaughtUp(Duration.ofSeconds(2))).isFalse();
    assertThat(rig.rows("select count(*) from refusal")).containsExactly("0");

    rig.database().execute("alter table signal_away rename to signal");
    assertThat(service.awaitCaughtUp(IngestRig.SOON)).isTrue();
    assertThat(rig.rows("select count(*) from signal")).containsExactly("50");
  }

  @Test
  void stopsWhenATopicWasMadeAgain() throws Exception {
    rig.send(SignalKind.EVENT, "e", T1, null);
    rig.flush();
    IngestService first = rig.start(IngestSettings.standard());
    assertThat(first.awaitCaughtUp(IngestRig.SOON)).isTrue();
    first.close();
    rig.kafka().createTopic(SignalKind.EVENT.topic(), 2);

    IngestService second = rig.start(IngestSettings.standard());

    assertThatThrownBy(second::await)
        .isInstanceOf(OperatorException.class)
        .hasMessageStartingWith("topic signals.event was deleted and made again");

    // What the message says to do keeps the old signals and reads the new topic.
    rig.database()
        .execute(
            "update topic_partition set topic = topic || '@' || topic_id"
                + " where topic = 'signals.event'");
    rig.send(SignalKind.EVENT, "e2", T1, null);
    rig.flush();
    IngestService third = rig.start(IngestSettings.standard());
    assertThat(third.awaitCaughtUp(IngestRig.SOON)).isTrue();
    assertThat(rig.rows("select id from signal order by id")).containsExactly("e", "e2");
  }

  @Test
  void letsALateConsumerWriteNothing() throws Exception {
    PartitionOffsets offsets = new PartitionOffsets(rig.database().dataSource());
    Uuid topicId = Uuid.randomUuid();
    PartitionClaim zombie = offsets.claim("signals.event", 0, topicId, 0);
    BatchStore store = new BatchStore(rig.database().dataSource());
    RowEncoder rows = new RowEncoder(1);
    ReceivedSignal.Retraction retraction =
        new ReceivedSignal.Retraction(
            Position.of(zombie.id(), 0),
            SignalKind.EVENT,
            new SignalId("test", "z"),
            OffsetDateTime.parse(T1));
    PartitionBatch batch = new PartitionBatch(zombie, List.of(rows.encode(retraction)), 1);
    store.store(batch, new Newcomers());

    assertThatThrownBy(() -> store.store(batch, new Newcomers()))
        .isInstanceOf(FencedException.class);
    assertThat(rig.rows("select count(*) from signal")).containsExactly("1");
    assertThat(offsets.claim("signals.event", 0, topicId, 0).nextOffset()).isEqualTo(1);
  }

  @Test
  void mayInsertAndNothingElse() {
    for (String forbidden :
        List.of(
            "update signal set name = 'x'",
            "delete from signal",
            "delete from refusal",
            "truncate signal_part",
            "update topic_partition set topic = 'x'",
            "insert into release (id, version, state, made_at, manifest)"
                + " values ('2026-11', 1, 'published', now(), '{}')",
            "drop table signal")) {
      assertThatThrownBy(() -> rig.database().execute("set role techindex_ingest; " + forbidden))
          .rootCause()
          .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }
  }
}
