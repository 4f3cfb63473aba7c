package org.techindex.local.bench.faults;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.techindex.common.store.Position;
import org.techindex.ingest.IngestPipeline;
import org.techindex.ingest.receive.Topics;
import org.techindex.ingest.store.Storable;

/**
 * Reads the topics from their beginning, works out by the plain rule what the tables must hold, and
 * compares position by position. The rule: within a partition, a version counts if its ce_time is
 * later than all before it of the same identity; else it is a duplicate.
 */
final class Reconciliation {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST_EXAMPLES = 10;
  private static final String VERSIONS =
      """
      select s.position, s.source || '|' || s.id,
        (extract(epoch from s.ce_time - timestamptz '2000-01-01 00:00:00+00') * 1000000)::bigint,
        s.retracted, coalesce(s.name, ''), s.first_version,
        (select count(*) from signal_part p where p.position = s.position),
        (select count(*) from signal_part p
          where p.position = s.position and p.first_version <> s.first_version),
        (select count(*) from signal_link l where l.position = s.position)
      from signal s\
      """;

  private final IngestPipeline pipeline;
  private final DataSource database;
  private final Map<String, String> kafka;
  private final List<String> examples = new ArrayList<>();

  Reconciliation(IngestPipeline pipeline, DataSource database, Map<String, String> kafka) {
    this.pipeline = pipeline;
    this.database = database;
    this.kafka = Map.copyOf(kafka);
  }

  /** A version as a record tells it. */
  private record Expected(String key, long ceTime, boolean retracted, String document) {}

  Account account() throws SQLException {
    Map<TopicPartition, Integer> ids = new HashMap<>();
    Map<TopicPartition, Long> next = new HashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select topic, partition, id, next_offset from topic_partition")) {
      while (row.next()) {
        TopicPartition partition = new TopicPartition(row.getString(1), row.getInt(2));
        ids.put(partition, row.getInt(3));
        next.put(partition, row.getLong(4));
      }
    }
    Map<Long, Expected> versions = new TreeMap<>();
    Set<Long> duplicates = new HashSet<>();
    Set<Long> refusals = new HashSet<>();
    long records = 0;
    long lost = 0;
    for (Map.Entry<TopicPartition, Integer> partition : ids.entrySet()) {
      Map<String, Long> latest = new HashMap<>();
      for (ConsumerRecord<byte[], byte[]> record : records(partition.getKey())) {
        records++;
        long position = Position.of(partition.getValue(), record.offset()).packed();
        if (record.offset() >= next.getOrDefault(partition.getKey(), 0L)) {
          lost++;
          example("not read: " + partition.getKey() + "@" + record.offset());
        }
        switch (pipeline.prepare(partition.getValue(), record)) {
          case Storable.RefusedRecord _ -> refusals.add(position);
          case Storable.SignalRows signal -> {
            String key = signal.id().key();
            Long before = latest.get(key);
            if (before != null && signal.ceTimeMicroseconds() <= before) {
              duplicates.add(position);
            } else {
              latest.put(key, signal.ceTimeMicroseconds());
              versions.put(
                  position,
                  new Expected(
                      key,
                      signal.ceTimeMicroseconds(),
                      record.value() == null,
                      record.value() == null
                          ? ""
                          : new String(record.value(), StandardCharsets.UTF_8)));
            }
          }
        }
      }
    }
    long retractions = versions.values().stream().filter(Expected::retracted).count();
    long[] found = compareVersions(versions);
    long[] foundDuplicates = comparePositions("signal_duplicate", duplicates);
    long[] foundRefusals = comparePositions("refusal", refusals);
    return new Account(
        records,
        versions.size() - retractions,
        retractions,
        duplicates.size(),
        refusals.size(),
        lost + found[0] + foundDuplicates[0] + foundRefusals[0],
        found[1] + foundDuplicates[1] + foundRefusals[1],
        found[2],
        unannounced(ids, refusals),
        examples);
  }

  /** Lost, doubled, differing. */
  private long[] compareVersions(Map<Long, Expected> versions) throws SQLException {
    long doubled = 0;
    long differing = 0;
    Set<Long> missing = new HashSet<>(versions.keySet());
    Map<String, Integer> firsts = new HashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(VERSIONS)) {
      while (row.next()) {
        long position = row.getLong(1);
        Expected expected = versions.get(position);
        if (expected == null || !missing.remove(position)) {
          doubled++;
          example("no record for signal at " + new Position(position));
          continue;
        }
        firsts.merge(expected.key(), row.getBoolean(6) ? 1 : 0, Integer::sum);
        boolean same =
            row.getString(2).equals(expected.key())
                && row.getLong(3) == expected.ceTime()
                && row.getBoolean(4) == expected.retracted()
                && (expected.retracted()
                    || expected.document().contains("\"name\": \"" + row.getString(5) + "\""))
                && row.getLong(7) == (expected.retracted() ? 0 : 1)
                && row.getLong(8) == 0
                && row.getLong(9) == (expected.retracted() ? 0 : 1);
        if (!same) {
          differing++;
          example("signal at " + new Position(position) + " is not what the record says");
        }
      }
    }
    for (Map.Entry<String, Integer> first : firsts.entrySet()) {
      if (first.getValue() != 1) {
        differing++;
        example(first.getKey() + " has " + first.getValue() + " first versions");
      }
    }
    missing.forEach(position -> example("no signal for the record at " + new Position(position)));
    return new long[] {missing.size(), doubled, differing};
  }

  /** Lost, doubled. */
  private long[] comparePositions(String table, Set<Long> expected) throws SQLException {
    Set<Long> missing = new HashSet<>(expected);
    long doubled = 0;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select position from " + table)) {
      while (row.next()) {
        if (!missing.remove(row.getLong(1))) {
          doubled++;
          example("no record for " + table + " at " + new Position(row.getLong(1)));
        }
      }
    }
    missing.forEach(
        position -> example("no " + table + " for the record at " + new Position(position)));
    return new long[] {missing.size(), doubled};
  }

  private long unannounced(Map<TopicPartition, Integer> ids, Set<Long> refusals) {
    Set<Long> missing = new HashSet<>(refusals);
    for (ConsumerRecord<byte[], byte[]> record : records(new TopicPartition(Topics.REJECTED, 0))) {
      Header header = record.headers().lastHeader("ce_id");
      String id = new String(header.value(), StandardCharsets.UTF_8);
      int slash = id.indexOf('/');
      int at = id.indexOf('@');
      TopicPartition partition =
          new TopicPartition(id.substring(0, slash), Integer.parseInt(id.substring(slash + 1, at)));
      Integer number = ids.get(partition);
      if (number != null) {
        missing.remove(Position.of(number, Long.parseLong(id.substring(at + 1))).packed());
      }
    }
    missing.forEach(position -> example("not announced: the refusal at " + new Position(position)));
    return missing.size();
  }

  private List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        records.addAll(consumer.poll(POLL).records(partition));
      }
    }
    return records;
  }

  private void example(String text) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(text);
    }
  }
}
