package org.techindex.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * Publishes refused records again, byte for byte from their place in Kafka, after what was wrong
 * with the system was put right: a postcode directory added, a defect mended. A record that is
 * itself wrong is refused again.
 */
public final class Replay {

  private static final Duration POLL = Duration.ofSeconds(5);
  private static final String REFUSED =
      """
      select r.position, r.topic, r.partition, r."offset"
      from refusal r left join refusal_replay p using (position)
      where p.position is null and (?::text is null or r.source = ?)
      order by r.position\
      """;
  private static final String REPLAYED =
      """
      insert into refusal_replay (position, new_partition, new_offset) values (?, ?, ?)
      on conflict (position) do nothing\
      """;

  private final DataSource database;
  private final Map<String, String> kafka;

  /**
   * @param kafka client properties
   */
  public Replay(DataSource database, Map<String, String> kafka) {
    this.database = database;
    this.kafka = Map.copyOf(kafka);
  }

  /**
   * @param replayed published again
   * @param gone no longer in Kafka
   */
  public record Result(long replayed, long gone) {}

  private record Refused(long position, String topic, int partition, long offset) {}

  /**
   * Publishes all refused records of a source that were not published again yet.
   *
   * @param source null for all sources
   * @throws OperatorException if Kafka does not answer
   */
  public Result run(@Nullable String source) throws SQLException, InterruptedException {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    properties.put("max.poll.records", "1");
    Map<String, Object> sending = new HashMap<>(kafka);
    sending.put("acks", "all");
    sending.put("max.request.size", Integer.toString(16 << 20));
    long replayed = 0;
    long gone = 0;
    try (Connection connection = database.getConnection();
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer())) {
      connection.setAutoCommit(true);
      for (Refused refused : refused(connection, source)) {
        ConsumerRecord<byte[], byte[]> record = read(consumer, refused);
        if (record == null) {
          gone++;
          continue;
        }
        Future<RecordMetadata> sent =
            producer.send(
                new ProducerRecord<>(
                    record.topic(),
                    record.partition(),
                    null,
                    record.key(),
                    record.value(),
                    record.headers()));
        mark(connection, refused, sent.get());
        replayed++;
      }
      return new Result(replayed, gone);
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "Kafka does not take the records ("
              + cause.getMessage()
              + "): mend it and replay again; nothing is doubled",
          e);
    }
  }

  private static List<Refused> refused(Connection connection, @Nullable String source)
      throws SQLException {
    List<Refused> refused = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(REFUSED)) {
      select.setString(1, source);
      select.setString(2, source);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          refused.add(new Refused(row.getLong(1), row.getString(2), row.getInt(3), row.getLong(4)));
        }
      }
    }
    return refused;
  }

  private static @Nullable ConsumerRecord<byte[], byte[]> read(
      KafkaConsumer<byte[], byte[]> consumer, Refused refused) {
    TopicPartition partition = new TopicPartition(refused.topic(), refused.partition());
    consumer.assign(List.of(partition));
    consumer.seek(partition, refused.offset());
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
      if (record.offset() == refused.offset()) {
        return record;
      }
    }
    return null;
  }

  private static void mark(Connection connection, Refused refused, RecordMetadata sent)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(REPLAYED)) {
      insert.setLong(1, refused.position());
      insert.setInt(2, sent.partition());
      insert.setLong(3, sent.offset());
      insert.executeUpdate();
    }
  }
}
