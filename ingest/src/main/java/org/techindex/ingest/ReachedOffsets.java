package org.techindex.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each assigned partition is stored, and who is told of it: those who wait for it, the
 * metrics of lag, and Kafka, whose offsets are a hint for tools that show lag. All but {@link #all}
 * is for the one thread that polls.
 */
final class ReachedOffsets {

  private static final long HINT_NANOSECONDS = 5_000_000_000L;
  private static final long LAG_NANOSECONDS = 500_000_000L;

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, PartitionWriter> writers;
  private final HeldRecords held;
  private final IngestMetrics metrics;
  private final Map<TopicPartition, Long> reached = new ConcurrentHashMap<>();
  private long nextHint;
  private long nextLag;

  /**
   * @param writers of the assigned partitions, as they come and go
   */
  ReachedOffsets(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, PartitionWriter> writers,
      HeldRecords held,
      IngestMetrics metrics) {
    this.consumer = consumer;
    this.writers = writers;
    this.held = held;
    this.metrics = metrics;
  }

  /** The first offset of each partition that is not stored, past what only Kafka knows. */
  Map<TopicPartition, Long> all() {
    return Map.copyOf(reached);
  }

  /** The partition is another's now, or will be claimed anew. */
  void forget(TopicPartition partition) {
    reached.remove(partition);
  }

  /** Once a round; lag and hints have their own intervals. */
  void observe() {
    writers.forEach((partition, writer) -> {
      long stored = writer.claim().nextOffset();
      reached.put(
          partition, stored >= writer.receivedOffset() ? consumer.position(partition) : stored);
    });
    long now = System.nanoTime();
    if (now - nextLag >= 0) {
      nextLag = now + LAG_NANOSECONDS;
      metrics.lag(lag(), writers.values(), held.bytes());
    }
    if (now - nextHint >= 0) {
      nextHint = now + HINT_NANOSECONDS;
      hint();
    }
  }

  /** Records that are not stored: still in Kafka, or polled. */
  private long lag() {
    long lag = 0;
    for (TopicPartition partition : writers.keySet()) {
      OptionalLong behind = consumer.currentLag(partition);
      long polled = consumer.position(partition) - reached.getOrDefault(partition, 0L);
      lag += behind.orElse(0) + Math.max(0, polled);
    }
    return lag;
  }

  /** Tells Kafka, without waiting for an answer. */
  void hint() {
    Map<TopicPartition, OffsetAndMetadata> hints = new HashMap<>();
    writers.forEach((partition, writer) ->
        hints.put(partition, new OffsetAndMetadata(writer.claim().nextOffset())));
    consumer.commitAsync(hints, (_, _) -> {});
  }
}
