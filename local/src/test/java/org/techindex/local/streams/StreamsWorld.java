package org.techindex.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.release.Cutoff;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.SicCodes;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestKafka;
import org.techindex.common.testing.TestPostgres;
import org.techindex.ingest.IngestService;
import org.techindex.ingest.IngestSettings;
import org.techindex.ingest.SignalGate;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.Topics;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.Totals;
import org.techindex.scoring.total.TotalsDigest;

/** A real broker with three partitions a topic, and the scan of the same signals beside it. */
final class StreamsWorld implements AutoCloseable {

  static final Duration SOON = Duration.ofMinutes(2);
  static final int PARTITIONS = 3;

  private static final double REACH = 8;
  private static final YearMonth AS_OF = YearMonth.of(2026, 9);
  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private static final EvidenceClassifier CLASSIFIER =
      new EvidenceClassifier(KeywordModel.shipped(), SicCodes.shipped());
  private static final Locator LOCATOR =
      new Locator(GAZETTEER, new NearestPlaceTerritory(GAZETTEER), Optional.empty());
  private static final SignalGate GATE = new SignalGate(new SignalClassifier(CLASSIFIER), LOCATOR);

  private final TestKafka kafka = TestKafka.start(Map.of());
  private final TestDatabase database = TestPostgres.freshDatabase();

  StreamsWorld() throws Exception {
    try (Admin admin = Admin.create(client())) {
      Topics.create(admin, PARTITIONS);
    }
  }

  /** One process: it classifies and totals. */
  record Instance(ClassifiedSignals classified, StreamTotals totals) implements AutoCloseable {

    boolean awaitDrained() throws InterruptedException {
      return totals.awaitDrained(SOON, classified);
    }

    @Override
    public void close() {
      totals.close();
      classified.close();
    }
  }

  Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  DataSource database() {
    return database.dataSource();
  }

  KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  void publish(List<ProducerRecord<byte[], byte[]>> records) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        var _ = producer.send(record);
      }
      producer.flush();
    }
  }

  /** Stores all that is published. */
  void store() throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(database.jdbcUrl());
      IngestService service =
          new IngestService(
              Map.of("bootstrap.servers", kafka.bootstrapServers()),
              pool,
              CLASSIFIER,
              LOCATOR,
              IngestSettings.standard(),
              new SimpleMeterRegistry());
      try (service) {
        service.start();
        assertThat(service.awaitCaughtUp(SOON)).isTrue();
      }
    }
  }

  private static ScanSettings settings() {
    return new ScanSettings(YearMonth.of(2026, 1), REACH, CLASSIFIER.version());
  }

  /** Totals of all that is stored. */
  Totals scanned() {
    return PostgresTotals.scan(database.dataSource(), settings());
  }

  /** Totals up to a cut-off. */
  Totals scanned(Cutoff cutoff) {
    return PostgresTotals.scan(database.dataSource(), settings(), cutoff);
  }

  TotalsOrder order(Cutoff cutoff, String run) {
    return new TotalsOrder(
        Map.of("bootstrap.servers", kafka.bootstrapServers()), run, REACH, cutoff, PARTITIONS);
  }

  /** An order that whatever will be published belongs to. */
  TotalsOrder endless(String run) {
    return order(SignalPartitions.endless(scanned().cutoff().partitions()).cutoff(), run);
  }

  Instance start(TotalsOrder order, Path state, int standbys) {
    return start(order, state, standbys, SettleIdentities.Sending.STANDARD);
  }

  Instance start(TotalsOrder order, Path state, int standbys, SettleIdentities.Sending sending) {
    StreamTotals.Running running = new StreamTotals.Running(state, 1, standbys, 200);
    return new Instance(
        ClassifiedSignals.start(order, GATE, running), StreamTotals.start(order, running, sending));
  }

  /** One whose gate meets what no refusal stands for: a part of the software is missing. */
  Instance startWithoutTerritory(TotalsOrder order, Path state) {
    StreamTotals.Running running = new StreamTotals.Running(state, 1, 0, 200);
    Locator locator =
        new Locator(
            GAZETTEER,
            _ -> {
              throw new NoClassDefFoundError("of the territory");
            },
            Optional.empty());
    return new Instance(
        ClassifiedSignals.start(
            order, new SignalGate(new SignalClassifier(CLASSIFIER), locator), running),
        StreamTotals.start(order, running));
  }

  static String digest(Totals totals) {
    return TotalsDigest.of(totals, AS_OF, MethodFile.byDefault().method().events());
  }

  void assertTotalsAreThoseOf(Totals scanned, TotalsOrder order) throws Exception {
    try (TotalsReader reader = TotalsReader.of(order)) {
      assertThat(digest(reader.totals())).isEqualTo(digest(scanned));
      assertThat(reader.refused()).isEqualTo(refusals()).isPositive();
    }
  }

  private long refusals() throws Exception {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from refusal")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() {
    kafka.close();
  }
}
