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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
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

/** On a real broker: three partitions a topic, as many tasks, links across all of them. */
class StreamTotalsTest {

  private static final double REACH = 8;
  private static final YearMonth AS_OF = YearMonth.of(2026, 9);
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private static final EvidenceClassifier CLASSIFIER =
      new EvidenceClassifier(KeywordModel.shipped(), SicCodes.shipped());
  private static final Locator LOCATOR =
      new Locator(GAZETTEER, new NearestPlaceTerritory(GAZETTEER), Optional.empty());
  private static final SignalGate GATE = new SignalGate(new SignalClassifier(CLASSIFIER), LOCATOR);
  private static final TestKafka KAFKA = TestKafka.start(Map.of());
  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();

  @TempDir private Path directory = Path.of("");

  private static Totals scanned() {
    return PostgresTotals.scan(
        DATABASE.dataSource(),
        new ScanSettings(YearMonth.of(2026, 1), REACH, CLASSIFIER.version()));
  }

  @BeforeAll
  static void publishAndStore() throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      Topics.create(admin, 3);
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record : new RandomSignals(1, 200).records(3_000)) {
        var _ = producer.send(record);
      }
      producer.flush();
    }
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(DATABASE.jdbcUrl());
      IngestService service =
          new IngestService(
              Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
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

  @AfterAll
  static void stopBroker() {
    KAFKA.close();
  }

  private static TotalsOrder order(Totals scanned, String run) {
    return new TotalsOrder(
        Map.of("bootstrap.servers", KAFKA.bootstrapServers()), run, REACH, scanned.cutoff(), 3);
  }

  private StreamTotals start(TotalsOrder order, String state) {
    return StreamTotals.start(
        order, GATE, new StreamTotals.Running(directory.resolve(state), 1, 0, 200));
  }

  private static String digest(Totals totals) {
    return TotalsDigest.of(totals, AS_OF, MethodFile.byDefault().method().events());
  }

  /** More instances than partitions would be idle; two share three. */
  @Test
  void twoInstancesKeepTheTotalsOfTheScanAndRefuseTheSameRecords() throws Exception {
    Totals scanned = scanned();
    TotalsOrder order = order(scanned, "two");
    try (StreamTotals first = start(order, "one");
        StreamTotals second = start(order, "other")) {
      assertThat(first.awaitDrained(SOON)).isTrue();
      assertThat(digest(second.totals())).isEqualTo(digest(scanned));
      assertThat(first.refused()).isEqualTo(refusals()).isPositive();
    }
  }

  @Test
  void aChangelogThatIsGoneIsBuiltAgainFromTheSignals() throws Exception {
    Totals scanned = scanned();
    TotalsOrder order = order(scanned, "lost");
    try (StreamTotals first = start(order, "lost")) {
      assertThat(first.awaitDrained(SOON)).isTrue();
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      admin.deleteTopics(List.of(order.topics().totals())).all().get();
    }
    try (StreamTotals again = start(order, "lost")) {
      assertThat(again.awaitDrained(SOON)).isTrue();
      assertThat(digest(again.totals())).isEqualTo(digest(scanned));
      assertThat(again.refused()).isEqualTo(refusals());
    }
  }

  private static long refusals() throws Exception {
    try (var connection = DATABASE.dataSource().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from refusal")) {
      row.next();
      return row.getLong(1);
    }
  }
}
