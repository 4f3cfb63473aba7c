package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.techindex.common.release.Cutoff;
import org.techindex.common.store.Position;
import org.techindex.scoring.total.KeptTotals;

/** Reads what instances of an order have committed, in whichever processes they run. */
public final class TotalsReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int LONGEST_FETCH_MILLISECONDS = 10;
  private static final int READ_RECORDS = 20_000;
  private static final int FIRST_BYTES = 1 << 14;
  private static final long TAIL = 32;

  private final TotalsOrder order;
  private final TotalsAdmin admin;
  private final TotalsTopics topics;

  private TotalsReader(TotalsOrder order, TotalsAdmin admin) {
    this.order = order;
    this.admin = admin;
    this.topics = admin.topics();
  }

  /**
   * @throws org.techindex.common.run.OperatorException if Kafka does not answer, or nobody has
   *     begun to classify
   */
  public static TotalsReader of(TotalsOrder order) {
    return new TotalsReader(order, new TotalsAdmin(order));
  }

  /** How far the totals of each partition go, as far as there are any. */
  Map<Integer, Reached> reached() {
    Map<Integer, Reached> reached = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(READ_RECORDS, FIRST_BYTES)) {
      List<TopicPartition> open = new ArrayList<>(partitions(consumer, topics.totals()));
      Map<TopicPartition, Long> ends = consumer.endOffsets(open);
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(open);
      for (long tail = TAIL; !open.isEmpty(); tail *= TAIL) {
        consumer.assign(open);
        List<TopicPartition> whole = new ArrayList<>();
        for (TopicPartition partition : open) {
          long beginning = beginnings.getOrDefault(partition, 0L);
          long start = ends.getOrDefault(partition, 0L) - tail;
          if (start <= beginning) {
            whole.add(partition);
          }
          consumer.seek(partition, Math.max(start, beginning));
        }
        while (isBefore(consumer, open, ends)) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (TotalsRecord.isReached(record.key())) {
              reached.put(record.partition(), Reached.decode(record.value()));
            }
          }
        }
        open.removeAll(whole);
        open.removeIf(partition -> reached.containsKey(partition.partition()));
      }
    }
    return reached;
  }

  private static boolean isBefore(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends) {
    return partitions.stream()
        .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L));
  }

  /** Whether every signal below the cut-off is classified. */
  public boolean isClassified() {
    return isRead(admin.committed(order.classified().application()), Map.of(), true);
  }

  /**
   * Whether no record waits anywhere. How far they are read is asked before where the topics end:
   * what an instance has read but not committed counts as waiting, and what it commits in between
   * shows as a new record. A transaction ends in one partition before it ends in another, so what
   * one that is still open has written counts as waiting too.
   */
  public boolean isDrained() {
    return isRead(admin.committed(order.classified().application()), reached(), false);
  }

  private boolean isRead(
      Map<TopicPartition, OffsetAndMetadata> classified,
      Map<Integer, Reached> reached,
      boolean signalsOnly) {
    SignalPartitions signals = new SignalPartitions(order.cutoff());
    Map<TopicPartition, Long> next = new HashMap<>();
    signals
        .all()
        .forEach(partition -> {
          OffsetAndMetadata at = classified.get(partition);
          next.put(partition, at == null ? 0 : at.offset());
        });
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(1, FIRST_BYTES)) {
      List<TopicPartition> written =
          new ArrayList<>(partitions(consumer, order.classified().refusals()));
      written.addAll(partitions(consumer, topics.classified()));
      if (!signalsOnly) {
        putReached(
            next, partitions(consumer, topics.classified()), reached, Reached::nextClassified);
        putReached(next, partitions(consumer, topics.messages()), reached, Reached::nextMessage);
        written.addAll(partitions(consumer, topics.messages()));
      }
      if (isTransactionOpen(consumer, written)) {
        return false;
      }
      List<TopicPartition> all = List.copyOf(next.keySet());
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(all);
      List<TopicPartition> open = new ArrayList<>(all);
      consumer.assign(open);
      next.forEach((partition, at) ->
          consumer.seek(partition, Math.max(at, beginnings.getOrDefault(partition, 0L))));
      while (true) {
        open.removeIf(partition ->
            consumer.position(partition) >= ends.getOrDefault(partition, 0L)
                || !counts(signals, partition, consumer.position(partition)));
        if (open.isEmpty()) {
          return true;
        }
        consumer.assign(open);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (counts(
              signals, new TopicPartition(record.topic(), record.partition()), record.offset())) {
            return false;
          }
        }
      }
    }
  }

  private boolean isTransactionOpen(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> written = admin.ends(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return written.entrySet().stream()
        .anyMatch(each -> ends.getOrDefault(each.getKey(), 0L) < each.getValue());
  }

  private static void putReached(
      Map<TopicPartition, Long> next,
      List<TopicPartition> partitions,
      Map<Integer, Reached> reached,
      ToLongFunction<Reached> offset) {
    for (TopicPartition partition : partitions) {
      Reached at = reached.get(partition.partition());
      next.put(partition, at == null ? 0 : offset.applyAsLong(at));
    }
  }

  private static boolean counts(SignalPartitions signals, TopicPartition partition, long offset) {
    return !signals.all().contains(partition) || signals.counts(partition, offset);
  }

  /** The committed totals. */
  public KeptTotals totals() {
    Map<Bytes, byte[]> latest = new HashMap<>();
    read(topics.totals(), record -> put(latest, record.key(), record.value()));
    return sum(latest, order.cutoff());
  }

  /** Takes a record of the topic of totals in: the latest of each key stays. */
  static void put(Map<Bytes, byte[]> latest, byte[] key, byte @Nullable [] value) {
    if (value == null) {
      latest.remove(Bytes.wrap(key));
    } else {
      latest.put(Bytes.wrap(key), value);
    }
  }

  /**
   * The sum of all partitions.
   *
   * @param latest value of every key of the topic of totals
   */
  static KeptTotals sum(Map<Bytes, byte[]> latest, Cutoff cutoff) {
    KeptTotals totals = new KeptTotals(cutoff);
    latest.forEach((key, value) -> {
      byte[] keyBytes = key.get();
      byte[] last =
          latest.get(Bytes.wrap(TotalsRecord.reachedKey(TotalsRecord.partition(keyBytes))));
      ByteBuffer from = ByteBuffer.wrap(value);
      if (last != null
          && !TotalsRecord.isReached(keyBytes)
          && from.getLong() == Reached.decode(last).since()) {
        if (TotalsRecord.isPairs(keyBytes)) {
          PairTotals.decode(TotalsRecord.pairsCell(keyBytes), from, totals);
        } else {
          RowTotals.decode(TotalsRecord.rowsCell(keyBytes), from, totals);
        }
      }
    });
    return totals;
  }

  /** How many records below the cut-off were refused. */
  public long refused() {
    SignalPartitions signals = new SignalPartitions(order.cutoff());
    long[] count = new long[1];
    read(
        order.classified().refusals(),
        record -> {
          if (signals.counts(new Position(ByteBuffer.wrap(record.key()).getLong()))) {
            count[0]++;
          }
        });
    return count[0];
  }

  /** Memory that the tables by identity of all partitions take, in bytes. */
  public long stateBytes() {
    return reached().values().stream().mapToLong(Reached::stateBytes).sum();
  }

  private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        consumer(READ_RECORDS, TotalsAdmin.LONGEST_RECORD_BYTES)) {
      List<TopicPartition> all = partitions(consumer, topic);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (isBefore(consumer, all, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          // Below the end all transactions are whole. Beyond it might be half of a sending, which
          // would take the place of what was sent before.
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (record.offset() < ends.getOrDefault(partition, 0L)) {
            reader.accept(record);
          }
        }
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(int records, int bytes) {
    Map<String, Object> settings = new HashMap<>(order.kafka());
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("max.poll.records", records);
    settings.put("max.partition.fetch.bytes", bytes);
    // A broker that waits for more at the end of one topic keeps the next question waiting.
    settings.put("fetch.max.wait.ms", LONGEST_FETCH_MILLISECONDS);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    return infos == null
        ? List.of()
        : infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  @Override
  public void close() {
    admin.close();
  }
}
