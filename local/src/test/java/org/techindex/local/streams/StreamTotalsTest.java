package org.techindex.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    return order(scanned.cutoff(), run);
  }

  private static TotalsOrder order(Cutoff cutoff, String run) {
    return new TotalsOrder(
        Map.of("bootstrap.servers", KAFKA.bootstrapServers()), run, REACH, cutoff, 3);
  }

  /** One process: it classifies and totals. */
  private record Instance(ClassifiedSignals classified, StreamTotals totals)
      implements AutoCloseable {

    @Override
    public void close() {
      totals.close();
      classified.close();
    }
  }

  private Instance start(TotalsOrder order, String state) {
    return start(order, state, 0);
  }

  private Instance start(TotalsOrder order, String state, int standbys) {
    StreamTotals.Running running =
        new StreamTotals.Running(directory.resolve(state), 1, standbys, 200);
    return new Instance(
        ClassifiedSignals.start(order, GATE, running), StreamTotals.start(order, running));
  }

  private static String digest(Totals totals) {
    return TotalsDigest.of(totals, AS_OF, MethodFile.byDefault().method().events());
  }

  private static void assertTotalsAreThoseOf(Totals scanned, TotalsOrder order) throws Exception {
    try (TotalsReader reader = TotalsReader.of(order)) {
      assertThat(digest(reader.totals())).isEqualTo(digest(scanned));
      assertThat(reader.refused()).isEqualTo(refusals()).isPositive();
    }
  }

  @Test
  void twoInstancesKeepTheTotalsOfTheScanAndRefuseTheSameRecords() throws Exception {
    Totals scanned = scanned();
    TotalsOrder order = order(scanned, "two");
    try (Instance first = start(order, "one");
        Instance second = start(order, "other")) {
      assertThat(first.totals().awaitDrained(SOON)).isTrue();
      assertThat(second.totals().awaitDrained(SOON)).isTrue();
      assertTotalsAreThoseOf(scanned, order);
    }
  }

  /** Three partitions, four instances with a copy of the state on another each. */
  @Test
  void moreInstancesThanPartitionsStandBy() throws Exception {
    Totals scanned = scanned();
    TotalsOrder order = order(scanned, "four");
    List<Instance> instances = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        instances.add(start(order, "of-four-" + i, 1));
      }
      assertThat(instances.getLast().totals().awaitDrained(SOON)).isTrue();
      assertTotalsAreThoseOf(scanned, order);
    } finally {
      instances.forEach(Instance::close);
    }
  }

  /** Whoever takes a partition over makes its table again from the classified signals. */
  @Test
  void anInstanceGoesOnWhereAnotherLeft() throws Exception {
    Totals scanned = scanned();
    TotalsOrder half = order(halfOf(scanned.cutoff()), "moves");
    try (Instance first = start(half, "leaves")) {
      assertThat(first.totals().awaitDrained(SOON)).isTrue();
    }
    try (Instance second = start(half, "comes")) {
      assertThat(second.totals().awaitDrained(SOON)).isTrue();
      try (TotalsReader reader = TotalsReader.of(half)) {
        assertThat(digest(reader.totals())).isEqualTo(digest(counted(half)));
      }
    }
    TotalsOrder all = order(scanned, "moves");
    try (Instance third = start(all, "comes")) {
      assertThat(third.totals().awaitDrained(SOON)).isTrue();
      assertTotalsAreThoseOf(scanned, all);
    }
  }

  /** The first half of each partition. */
  private static Cutoff halfOf(Cutoff cutoff) {
    return new Cutoff(
        cutoff.partitions().stream()
            .map(each ->
                new Cutoff.PartitionOffset(
                    each.topic(), each.partition(), each.id(), each.nextOffset() / 2))
            .toList());
  }

  /** Totals up to a cut-off, by the scan. */
  private static Totals counted(TotalsOrder order) {
    return PostgresTotals.scan(
        DATABASE.dataSource(),
        new ScanSettings(YearMonth.of(2026, 1), REACH, CLASSIFIER.version()),
        order.cutoff());
  }

  @ParameterizedTest
  @ValueSource(strings = {"totals", "messages", "links", "classified", "refusals"})
  void aTopicThatIsGoneIsMadeAgainFromTheSignals(String which) throws Exception {
    Totals scanned = scanned();
    TotalsOrder order = order(scanned, "lost-" + which);
    try (Instance first = start(order, which)) {
      assertThat(first.totals().awaitDrained(SOON)).isTrue();
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      admin.deleteTopics(List.of(topic(order, which))).all().get();
    }
    try (Instance again = start(order, which)) {
      assertThat(again.totals().awaitDrained(SOON)).isTrue();
      assertTotalsAreThoseOf(scanned, order);
    }
  }

  private static String topic(TotalsOrder order, String which) {
    try (TotalsAdmin admin = new TotalsAdmin(order)) {
      TotalsTopics topics = admin.topics();
      return switch (which) {
        case "totals" -> topics.totals();
        case "messages" -> topics.messages();
        case "links" -> topics.links();
        case "classified" -> topics.classified();
        default -> order.classified().refusals();
      };
    }
  }

  /** State of layout 1 lies on the broker, of bytes that layout 2 cannot read. */
  @Test
  void stateOfAnotherLayoutIsNeverRead() throws Exception {
    Totals scanned = scanned();
    TotalsOrder order = order(scanned, "upgraded");
    String old = TotalsOrder.TOTALS + "1-0123456789ab-rows-changelog";
    Map<String, Object> client = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
    try (Admin admin = Admin.create(client);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(old, 3, (short) 1))).all().get();
      producer.send(new ProducerRecord<>(old, new byte[8], new byte[57])).get();
    }
    try (Instance upgraded = start(order, "upgraded")) {
      assertThat(upgraded.totals().awaitDrained(SOON)).isTrue();
      assertTotalsAreThoseOf(scanned, order);
    }
    try (Admin admin = Admin.create(client)) {
      assertThat(admin.listTopics().names().get()).contains(old);
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
