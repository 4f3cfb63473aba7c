package org.techindex.local.bench.scale;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.store.Migrations;
import org.techindex.ingest.IngestService;
import org.techindex.ingest.IngestSettings;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.Topics;
import org.techindex.local.SystemParts;
import org.techindex.local.embedded.EmbeddedDatabase;
import org.techindex.local.embedded.EmbeddedKafka;
import org.techindex.local.streams.TotalsOrder;
import org.techindex.local.streams.TotalsWriter;
import org.techindex.scoring.kept.KeptTotalsSource;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.Totals;
import org.techindex.scoring.total.TotalsDigest;

/** One broker in this process and a database, with signals that go on as long as they are asked. */
final class ScaleWorld implements AutoCloseable {

  /** Of every signal topic and every topic between the steps. */
  static final int PARTITIONS = 6;

  static final double REACH_KILOMETRES = 8;

  /**
   * What a broker does unless told otherwise: it waits for those who join an empty group together,
   * so that they share its partitions once, and not again while they work.
   */
  private static final Map<String, String> AS_A_BROKER_IS =
      Map.of("group.initial.rebalance.delay.ms", "3000");

  private static final YearMonth AS_OF = YearMonth.of(2026, 10);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int CONNECTIONS = 8;

  private final EmbeddedKafka kafka;
  private final EmbeddedDatabase server;
  private final HikariDataSource database;
  private final Consumer<String> progress;
  private final ScaleSignals signals = new ScaleSignals();

  private ScaleWorld(
      EmbeddedKafka kafka,
      EmbeddedDatabase server,
      HikariDataSource database,
      Consumer<String> progress) {
    this.kafka = kafka;
    this.server = server;
    this.database = database;
    this.progress = progress;
  }

  static ScaleWorld start(Path directory, Consumer<String> progress) throws IOException {
    EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), AS_A_BROKER_IS);
    EmbeddedDatabase server = EmbeddedDatabase.start(directory.resolve("postgres"), false);
    HikariDataSource database = database(server.jdbcUrl());
    Migrations.apply(database, System.err::println);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Topics.create(admin, PARTITIONS);
    }
    return new ScaleWorld(kafka, server, database, progress);
  }

  /** Connections to the database of a world, in whichever process. */
  static HikariDataSource database(String jdbcUrl) {
    return SystemParts.database(jdbcUrl, "postgres", "", CONNECTIONS);
  }

  String brokers() {
    return kafka.bootstrapServers();
  }

  String jdbcUrl() {
    return server.jdbcUrl();
  }

  DataSource database() {
    return database;
  }

  /** Publishes so many records that come after those published before. */
  void publish(int count) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers(), "linger.ms", "20", "batch.size", "262144"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        var _ = producer.send(signals.next());
      }
      producer.flush();
    }
  }

  /** Stores all that is published and adds it up: the totals as they ought to be. */
  Totals scan() throws InterruptedException {
    progress.accept("storing the records, for the scan");
    Gazetteer gazetteer = Gazetteer.load();
    IngestService service =
        new IngestService(
            Map.of("bootstrap.servers", brokers()),
            database,
            EvidenceClassifier.shipped(),
            new Locator(gazetteer, new NearestPlaceTerritory(gazetteer), Optional.empty()),
            IngestSettings.standard(),
            new SimpleMeterRegistry());
    try (service) {
      service.start();
      if (!service.awaitCaughtUp(LONGEST)) {
        throw new OperatorException(ExitCode.SERVICE_MISSING, "ingest did not end in time");
      }
    }
    return PostgresTotals.scan(
        database,
        new ScanSettings(AS_OF, REACH_KILOMETRES, EvidenceClassifier.shipped().version()));
  }

  /** Waits until all is written to the database, and helps. */
  void awaitWritten(TotalsOrder order) throws InterruptedException {
    try (TotalsWriter writer = TotalsWriter.start(order, database)) {
      if (!writer.awaitComplete(LONGEST)) {
        throw new OperatorException(ExitCode.SERVICE_MISSING, "the totals were not written");
      }
    }
  }

  /** What is written to the database. */
  Totals kept(TotalsOrder order) {
    return new KeptTotalsSource(database)
        .totals(
            new ScanSettings(AS_OF, REACH_KILOMETRES, order.classifier()),
            Optional.of(order.cutoff()));
  }

  /** The table of rows in the database: how many there are, and its bytes with the index. */
  WrittenRows writtenRows() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*), pg_total_relation_size('kept_row') from kept_row")) {
      row.next();
      return new WrittenRows(row.getLong(1), row.getLong(2));
    } catch (SQLException e) {
      throw new IllegalStateException("the rows are not counted", e);
    }
  }

  /**
   * Rows of totals in the database.
   *
   * @param bytes with the index
   */
  record WrittenRows(long rows, long bytes) {}

  /** Equal for totals that are equal in every integer. */
  static String digest(Totals totals) {
    return TotalsDigest.of(totals, AS_OF, MethodFile.byDefault().method().events());
  }

  @Override
  public void close() throws IOException {
    database.close();
    server.close();
    kafka.close();
  }
}
