package org.techindex.ingest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestKafka;
import org.techindex.common.testing.TestPostgres;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.Topics;

/** A broker with fresh topics, a database of its own, a producer, and services on demand. */
final class IngestRig implements AutoCloseable {

  static final Gazetteer GAZETTEER = Gazetteer.load();
  static final Duration SOON = Duration.ofSeconds(60);

  private final TestKafka kafka = TestKafka.start(Map.of("message.max.bytes", "8000000"));
  private final TestDatabase database = TestPostgres.freshDatabase();
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              "bootstrap.servers", kafka.bootstrapServers(),
              "max.request.size", "8000000",
              "linger.ms", "5"),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final List<IngestService> services = new ArrayList<>();
  private final List<HikariDataSource> pools = new ArrayList<>();

  IngestRig(int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Topics.create(admin, partitions);
    }
  }

  TestKafka kafka() {
    return kafka;
  }

  TestDatabase database() {
    return database;
  }

  IngestService start(IngestSettings settings) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setMaximumPoolSize(4);
    pool.setConnectionTimeout(1_000);
    // Every test runs with the rights that ingest has in service, and no more.
    pool.setConnectionInitSql("set role techindex_ingest");
    HikariDataSource dataSource = new HikariDataSource(pool);
    pools.add(dataSource);
    IngestService service =
        new IngestService(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            dataSource,
            EvidenceClassifier.shipped(),
            new Locator(GAZETTEER, new NearestPlaceTerritory(GAZETTEER), Optional.empty()),
            settings,
            new SimpleMeterRegistry());
    services.add(service);
    service.start();
    return service;
  }

  /** A record as a careful producer sends it. */
  void send(SignalKind kind, String id, String ceTime, @Nullable String json) {
    send(kind, 0, id, ceTime, json);
  }

  void send(SignalKind kind, int partition, String id, String ceTime, @Nullable String json) {
    SignalEnvelope envelope =
        new SignalEnvelope(kind, new SignalId("test", id), OffsetDateTime.parse(ceTime));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            kind.topic(), partition, utf8(envelope.id().key()), json == null ? null : utf8(json));
    envelope.headers().forEach((name, value) -> record.headers().add(name, utf8(value)));
    send(record);
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    var _ = producer.send(record);
  }

  void flush() {
    producer.flush();
  }

  /** Client properties. */
  Map<String, String> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  /** Keys of all records of the first partition of a topic. */
  List<String> keys(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<String> keys = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
      }
      return keys;
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Rows of a query, columns joined by '|'. */
  List<String> rows(String sql) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
          row.add(String.valueOf(rows.getString(column)));
        }
        found.add(String.join("|", row));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    services.forEach(IngestService::close);
    pools.forEach(HikariDataSource::close);
    producer.close();
    kafka.close();
  }
}
