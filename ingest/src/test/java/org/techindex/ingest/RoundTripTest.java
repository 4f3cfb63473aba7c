package org.techindex.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.signal.RandomSignals;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalCodec;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.store.Position;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.store.BatchStore;
import org.techindex.ingest.store.ClassifierVersions;
import org.techindex.ingest.store.Newcomers;
import org.techindex.ingest.store.PartitionBatch;
import org.techindex.ingest.store.PartitionClaim;
import org.techindex.ingest.store.PartitionOffsets;
import org.techindex.ingest.store.RowEncoder;
import org.techindex.ingest.store.Storable;

/** What PostgreSQL gives back is what the producer sent, whatever the characters and numbers. */
class RoundTripTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static final int SIGNALS = 300;

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void rowsHoldWhatWasSent(long seed) throws Exception {
    PartitionClaim claim =
        new PartitionOffsets(DATABASE.dataSource())
            .claim("signals.event", (int) seed, Uuid.ONE_UUID, 0);
    IngestPipeline pipeline =
        new IngestPipeline(
            new SignalClassifier(EvidenceClassifier.shipped()),
            new Locator(
                IngestRig.GAZETTEER,
                new NearestPlaceTerritory(IngestRig.GAZETTEER),
                Optional.empty()),
            new RowEncoder(ClassifierVersions.register(DATABASE.dataSource(), "fuzz")),
            new BatchStore(DATABASE.dataSource()));
    RandomSignals random = new RandomSignals(seed);
    List<Signal> signals = new ArrayList<>();
    List<Storable> rows = new ArrayList<>();
    for (int i = 0; i < SIGNALS; i++) {
      Signal signal = random.next(seed + "-" + i);
      signals.add(signal);
      rows.add(pipeline.prepare(claim.id(), record(signal, i)));
    }
    assertThat(rows).allMatch(row -> row instanceof Storable.SignalRows);

    pipeline.store(new PartitionBatch(claim, rows, SIGNALS), new Newcomers());

    try (Connection connection = DATABASE.dataSource().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select name, body, url, observed, document = ?::jsonb,
                  (select sum(fraction) from signal_part p where p.position = s.position),
                  (select count(*) from signal_link l where l.position = s.position)
                from signal s where position = ?\
                """)) {
      for (int i = 0; i < SIGNALS; i++) {
        Signal signal = signals.get(i);
        select.setString(
            1, new String(SignalCodec.encodeOwnFields(signal), StandardCharsets.UTF_8));
        select.setLong(2, Position.of(claim.id(), i).packed());
        try (ResultSet row = select.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString(1)).isEqualTo(signal.head().name());
          assertThat(Optional.ofNullable(row.getString(2))).isEqualTo(signal.head().text());
          assertThat(Optional.ofNullable(row.getString(3))).isEqualTo(signal.head().url());
          assertThat(row.getObject(4, OffsetDateTime.class).toInstant())
              .isEqualTo(signal.head().observed().toInstant());
          assertThat(row.getBoolean(5)).isTrue();
          assertThat(row.getInt(6)).isEqualTo(1_000_000);
          assertThat(row.getInt(7)).isEqualTo(signal.head().links().size());
        }
      }
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(Signal signal, long offset) {
    SignalEnvelope envelope =
        new SignalEnvelope(
            signal.kind(), signal.head().id(), OffsetDateTime.parse("2026-11-01T00:00:00Z"));
    RecordHeaders headers = new RecordHeaders();
    envelope.headers().forEach((name, value) -> headers.add(name, IngestRig.utf8(value)));
    byte[] key = IngestRig.utf8(envelope.id().key());
    byte[] value = SignalCodec.encode(signal);
    return new ConsumerRecord<>(
        signal.kind().topic(),
        0,
        offset,
        0L,
        TimestampType.CREATE_TIME,
        key.length,
        value.length,
        key,
        value,
        headers,
        Optional.empty());
  }
}
