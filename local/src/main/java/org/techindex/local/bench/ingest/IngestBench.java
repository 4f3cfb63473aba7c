package org.techindex.local.bench.ingest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Migrations;
import org.techindex.ingest.IngestPipeline;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.Topics;
import org.techindex.ingest.store.BatchStore;
import org.techindex.ingest.store.ClassifierVersions;
import org.techindex.ingest.store.FencedException;
import org.techindex.ingest.store.Newcomers;
import org.techindex.ingest.store.PartitionBatch;
import org.techindex.ingest.store.PartitionClaim;
import org.techindex.ingest.store.PartitionOffsets;
import org.techindex.ingest.store.RowEncoder;
import org.techindex.ingest.store.Storable;
import org.techindex.local.bench.ChildJvm;
import org.techindex.local.embedded.EmbeddedDatabase;
import org.techindex.local.embedded.EmbeddedKafka;

/**
 * One run of the comparison: the same topic through ingest, the JDBC sink, and a bare COPY. Both
 * peers start cold, in a process of their own; the same first signals of the topic warm them up.
 */
final class IngestBench {

  private static final int PARTITIONS = 4;
  private static final int BATCH = 5_000;
  private static final int STAGE_SIGNALS = 100_000;
  private static final long INGEST_POLL_MILLISECONDS = 20;

  private static final String TOPIC = SignalKind.BUSINESS.topic();

  private final long signals;
  private final long warmUp;
  private final long seed;
  private final Path directory;
  private final Optional<Path> sinkJars;
  private final Consumer<String> talk;

  /**
   * @param signals that are timed
   * @param warmUp signals before them, through both peers alike
   * @param directory for the data of broker and database
   * @param sinkJars empty leaves the sink out
   * @param talk takes a line before each step
   */
  IngestBench(
      long signals,
      long warmUp,
      long seed,
      Path directory,
      Optional<Path> sinkJars,
      Consumer<String> talk) {
    this.signals = signals;
    this.warmUp = warmUp;
    this.seed = seed;
    this.directory = directory;
    this.sinkJars = sinkJars;
    this.talk = talk;
  }

  IngestBenchResult run() throws IOException, SQLException, InterruptedException, FencedException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        EmbeddedDatabase postgres = EmbeddedDatabase.start(directory.resolve("postgres"), true);
        HikariDataSource database = pool(postgres.jdbcUrl())) {
      Migrations.apply(database, System.err::println);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        Topics.create(admin, PARTITIONS);
      }
      talk.accept("producing " + total() + " signals");
      long begun = System.nanoTime();
      long bytes = produce(kafka.bootstrapServers());
      double produced = rate(total(), System.nanoTime() - begun);
      talk.accept("ingest");
      Pace ingest = ingest(kafka.bootstrapServers(), postgres.jdbcUrl(), database);
      talk.accept("bare COPY");
      double copy = copy(database);
      talk.accept("store stage");
      double stage = storeStage(kafka.bootstrapServers(), database);
      Optional<IngestBenchResult.Sinks> sinks = Optional.empty();
      if (sinkJars.isPresent()) {
        SinkRun sink =
            new SinkRun(
                sinkJars.get(), directory, kafka.bootstrapServers(), postgres.jdbcUrl(), database);
        talk.accept("JDBC sink, tuned");
        Pace tuned = sink.time(SinkSettings.TUNED, TOPIC, signals, warmUp);
        talk.accept("JDBC sink, as delivered");
        Pace asDelivered = sink.time(SinkSettings.AS_DELIVERED, TOPIC, signals, warmUp);
        sinks = Optional.of(new IngestBenchResult.Sinks(tuned, asDelivered));
      }
      return new IngestBenchResult(
          signals, warmUp, bytes / total(), produced, ingest, stage, sinks, copy);
    }
  }

  private long total() {
    return warmUp + signals;
  }

  private static HikariDataSource pool(String jdbcUrl) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(jdbcUrl);
    pool.setMaximumPoolSize(6);
    return new HikariDataSource(pool);
  }

  private static double rate(long records, long nanoseconds) {
    return records * 1e9 / nanoseconds;
  }

  private long produce(String bootstrapServers) {
    BenchSignals generator = new BenchSignals(seed);
    long bytes = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "linger.ms", "20",
                "batch.size", "262144",
                "compression.type", "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long i = 0; i < total(); i++) {
        ProducerRecord<byte[], byte[]> record = generator.next();
        bytes += record.value().length;
        var _ = producer.send(record);
      }
    }
    return bytes;
  }

  private Pace ingest(String bootstrapServers, String jdbcUrl, HikariDataSource database)
      throws IOException, SQLException, InterruptedException {
    Path log = directory.resolve("ingest.log");
    try (ChildJvm worker =
        ChildJvm.start(
            IngestWorker.class, IngestWorker.JVM_OPTIONS, log, bootstrapServers, jdbcUrl)) {
      PartitionOffsets offsets = new PartitionOffsets(database);
      Stopwatch stopwatch = new Stopwatch(signals, warmUp);
      long deadline = System.nanoTime() + Deadline.LONGEST.toNanos();
      while (System.nanoTime() < deadline) {
        long stored = offsets.stored().values().stream().mapToLong(Long::longValue).sum();
        stopwatch.see(stored, System.nanoTime());
        if (stored >= total()) {
          Rows.check(database, "select count(*) from signal", total());
          return stopwatch.pace();
        }
        if (!worker.isAlive()) {
          throw new IllegalStateException("ingest ended: " + Files.readString(log));
        }
        TimeUnit.MILLISECONDS.sleep(INGEST_POLL_MILLISECONDS);
      }
    }
    throw Deadline.passed("ingest");
  }

  private static Locator locator() {
    Gazetteer gazetteer = Gazetteer.load();
    return new Locator(gazetteer, new NearestPlaceTerritory(gazetteer), Optional.empty());
  }

  /** The rows that ingest stored, into tables without index or constraint. */
  private double copy(DataSource database) throws SQLException {
    long rows = Math.min(total(), STAGE_SIGNALS);
    List<String> tables = List.of("signal", "signal_part");
    List<List<byte[]>> batches = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String table : tables) {
        batches.add(
            copyOut(
                connection,
                "copy (select * from "
                    + table
                    + " order by position limit "
                    + rows
                    + ") to stdout"
                    + " (format binary)"));
        statement.execute("create table bare_" + table + " (like " + table + ")");
      }
      connection.commit();
      long begun = System.nanoTime();
      for (int from = 0; from < rows; from += BATCH) {
        for (int table = 0; table < tables.size(); table++) {
          List<byte[]> all = batches.get(table);
          copyIn(
              connection,
              "copy bare_" + tables.get(table) + " from stdin (format binary)",
              all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        connection.commit();
      }
      return rate(rows, System.nanoTime() - begun);
    }
  }

  /** Rows without the header and the trailer of the format. */
  private static List<byte[]> copyOut(Connection connection, String sql) throws SQLException {
    int headerBytes = 19;
    int trailerBytes = 2;
    List<byte[]> rows = new ArrayList<>();
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
    byte[] row;
    while ((row = copy.readFromCopy()) != null) {
      if (rows.isEmpty() && row.length >= headerBytes && row[0] == 'P') {
        row = Arrays.copyOfRange(row, headerBytes, row.length);
      }
      if (row.length > trailerBytes) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static void copyIn(Connection connection, String sql, List<byte[]> rows)
      throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    byte[] header = {
      'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    ByteArrayOutputStream message = new ByteArrayOutputStream(1 << 20);
    message.writeBytes(header);
    for (byte[] row : rows) {
      message.writeBytes(row);
      if (message.size() > 1 << 18) {
        copy.writeToCopy(message.toByteArray(), 0, message.size());
        message.reset();
      }
    }
    message.writeBytes(new byte[] {(byte) 0xff, (byte) 0xff});
    copy.writeToCopy(message.toByteArray(), 0, message.size());
    copy.endCopy();
  }

  /** Prepared rows of one partition into empty tables with all their indexes. */
  private double storeStage(String bootstrapServers, DataSource database)
      throws SQLException, FencedException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "truncate signal, signal_part, signal_link, signal_duplicate, topic_partition cascade");
    }
    PartitionClaim claim = new PartitionOffsets(database).claim(TOPIC, 0, Uuid.randomUuid(), 0);
    IngestPipeline pipeline =
        new IngestPipeline(
            new SignalClassifier(EvidenceClassifier.shipped()),
            locator(),
            new RowEncoder(
                ClassifierVersions.register(database, EvidenceClassifier.shipped().version())),
            new BatchStore(database));
    List<Storable> prepared = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (prepared.size() < Math.min(end, STAGE_SIGNALS)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          prepared.add(pipeline.prepare(claim.id(), record));
        }
      }
    }
    Newcomers newcomers = new Newcomers();
    long begun = System.nanoTime();
    for (int from = 0; from < prepared.size(); from += BATCH) {
      List<Storable> batch = prepared.subList(from, Math.min(prepared.size(), from + BATCH));
      claim =
          pipeline
              .store(
                  new PartitionBatch(claim, batch, batch.getLast().position().offset() + 1),
                  newcomers)
              .claim();
    }
    return rate(prepared.size(), System.nanoTime() - begun);
  }
}
