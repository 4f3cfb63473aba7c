package org.techindex.ingest;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.ingest.receive.TopicIds;
import org.techindex.ingest.receive.Topics;
import org.techindex.ingest.store.PartitionClaim;
import org.techindex.ingest.store.PartitionOffsets;
import org.techindex.ingest.store.Storable;

/**
 * The one thread that polls. Each assigned partition is claimed in the database, read from where
 * the database stands, and handed in chunks to the preparers and its writer. Partitions pause while
 * too much of them is held; what Kafka is told of offsets is a hint for tools that show lag.
 */
final class SignalConsumer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SignalConsumer.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long WAIT_FOR_ROOM_MILLISECONDS = 20;

  /** Most records that are polled and prepared at once. */
  static final int CHUNK_RECORDS = 500;

  private static final long REVOKE_MILLISECONDS = 5_000;

  private final Consumer<byte[], byte[]> consumer;
  private final IngestPipeline pipeline;
  private final PartitionOffsets offsets;
  private final TopicIds topicIds;
  private final IngestSettings settings;
  private final IngestMetrics metrics;
  private final ExecutorService preparers;
  private final RefusalAnnouncer announcer;
  private final HeldRecords held = new HeldRecords();
  private final Backoff backoff = new Backoff();

  /** Assigned, not yet claimed; paused. */
  private final Set<TopicPartition> unclaimed = new HashSet<>();

  private final Map<TopicPartition, PartitionWriter> writers = new ConcurrentHashMap<>();
  private final Set<TopicPartition> full = new HashSet<>();
  private final ReachedOffsets reached;

  private volatile boolean stopping;
  private volatile long lastRound = System.nanoTime();
  private volatile @Nullable RuntimeException failure;

  SignalConsumer(
      Consumer<byte[], byte[]> consumer,
      IngestPipeline pipeline,
      PartitionOffsets offsets,
      TopicIds topicIds,
      IngestSettings settings,
      IngestMetrics metrics,
      ExecutorService preparers,
      RefusalAnnouncer announcer) {
    this.consumer = consumer;
    this.pipeline = pipeline;
    this.offsets = offsets;
    this.topicIds = topicIds;
    this.settings = settings;
    this.metrics = metrics;
    this.preparers = preparers;
    this.announcer = announcer;
    this.reached = new ReachedOffsets(consumer, writers, held, metrics);
  }

  /** Why the consumer ended by itself; null while it runs and after a stop. */
  @Nullable RuntimeException failure() {
    return failure;
  }

  /** The first offset of each assigned partition that is not stored, past what only Kafka knows. */
  Map<TopicPartition, Long> reached() {
    return reached.all();
  }

  /** How long ago the consumer last began a round; one takes some 50 ms, more while it waits. */
  Duration sinceLastRound() {
    return Duration.ofNanos(System.nanoTime() - lastRound);
  }

  void stop() {
    stopping = true;
    backoff.stop();
    consumer.wakeup();
  }

  @Override
  public void run() {
    try {
      consumer.subscribe(Topics.ofSignals(), new Assignments());
      while (!stopping) {
        pollOnce();
      }
    } catch (WakeupException e) {
      // Asked to stop.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      stopWriters(Set.copyOf(writers.keySet()));
      try {
        reached.hint();
        consumer.close();
      } catch (KafkaException e) {
        LOG.warn("the consumer did not close: {}", e.getMessage());
      }
    }
  }

  private void pollOnce() throws InterruptedException {
    lastRound = System.nanoTime();
    claimPartitions();
    replaceEndedWriters();
    try {
      receiveNext();
      backoff.succeeded();
    } catch (WakeupException e) {
      throw e;
    } catch (OffsetOutOfRangeException e) {
      // Claiming again finds out why: records deleted, or another topic under the same name.
      LOG.warn("{}", e.getMessage());
      Set<TopicPartition> lost = e.offsetOutOfRangePartitions().keySet();
      stopWriters(lost);
      refuseOffsetsBeyondTheEnd(lost);
      awaitClaim(lost);
    } catch (KafkaException e) {
      metrics.paused("all", "kafka");
      LOG.warn("Kafka does not answer, trying again: {}", e.getMessage());
      backoff.pause();
    }
    pauseAndResume();
    reached.observe();
  }

  /**
   * While a partition is paused, records of it that were fetched before make the client look again
   * and again instead of waiting: then the wait is here, for room.
   */
  private void receiveNext() throws InterruptedException {
    if (full.isEmpty()) {
      receive(consumer.poll(POLL));
      return;
    }
    ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ZERO);
    receive(records);
    if (records.isEmpty()) {
      held.awaitLettingGo(WAIT_FOR_ROOM_MILLISECONDS);
    }
  }

  /** Claims what is assigned; what cannot be claimed now is tried again in the next round. */
  private void claimPartitions() throws InterruptedException {
    if (unclaimed.isEmpty()) {
      return;
    }
    try {
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(unclaimed);
      for (TopicPartition partition : List.copyOf(unclaimed)) {
        PartitionClaim claim =
            offsets.claim(
                partition.topic(),
                partition.partition(),
                topicIds.of(partition.topic()),
                beginnings.getOrDefault(partition, 0L));
        consumer.seek(partition, claim.nextOffset());
        consumer.resume(List.of(partition));
        PartitionWriter writer =
            new PartitionWriter(pipeline, topicIds, settings, metrics, held, announcer, claim);
        announcer.look(claim.id());
        writers.put(partition, writer);
        unclaimed.remove(partition);
        writer.start();
      }
      backoff.succeeded();
    } catch (SQLException e) {
      metrics.paused("all", "database");
      LOG.warn("the database does not tell where to read from, trying again: {}", e.getMessage());
      backoff.pause();
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      metrics.paused("all", "kafka");
      LOG.warn("Kafka does not tell where topics begin, trying again: {}", e.getMessage());
      backoff.pause();
    }
  }

  private void refuseOffsetsBeyondTheEnd(Set<TopicPartition> partitions)
      throws InterruptedException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      try {
        PartitionClaim claim =
            offsets.claim(
                partition.topic(), partition.partition(), topicIds.of(partition.topic()), 0);
        long end = ends.getOrDefault(partition, Long.MAX_VALUE);
        if (claim.nextOffset() > end) {
          throw new OperatorException(
              ExitCode.SERVICE_MISSING,
              ("partition %d of %s ends at %d, but %d records of it were stored before: Kafka has"
                      + " lost records; restore its log, or start over with an empty database")
                  .formatted(partition.partition(), partition.topic(), end, claim.nextOffset()));
        }
      } catch (SQLException e) {
        LOG.warn("{}", e.getMessage());
      }
    }
  }

  private void replaceEndedWriters() {
    for (TopicPartition partition : List.copyOf(writers.keySet())) {
      PartitionWriter writer = writers.get(partition);
      if (writer != null && writer.end() != null) {
        if (writer.end() == PartitionWriter.End.DEFECT) {
          throw new IllegalStateException("the writer of " + partition + " met a defect");
        }
        stopWriters(Set.of(partition));
        awaitClaim(Set.of(partition));
      }
    }
  }

  private void awaitClaim(Set<TopicPartition> partitions) {
    Set<TopicPartition> assigned = new HashSet<>(partitions);
    assigned.retainAll(consumer.assignment());
    consumer.pause(assigned);
    unclaimed.addAll(assigned);
  }

  private void receive(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      PartitionWriter writer = writers.get(partition);
      if (writer == null) {
        continue; // Claimed anew from the database before it is read on.
      }
      List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
      metrics.received(partition.topic(), ofPartition.size());
      for (int from = 0; from < ofPartition.size(); from += CHUNK_RECORDS) {
        writer.offer(
            prepare(
                writer.claim().id(),
                ofPartition.subList(from, Math.min(ofPartition.size(), from + CHUNK_RECORDS))));
      }
    }
  }

  private PartitionWriter.Chunk prepare(
      int partitionId, List<ConsumerRecord<byte[], byte[]>> records) {
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
    Future<List<Storable>> storables =
        preparers.submit(() ->
            metrics
                .prepareTime()
                .recordCallable(() -> {
                  List<Storable> prepared = new ArrayList<>(records.size());
                  for (ConsumerRecord<byte[], byte[]> record : records) {
                    prepared.add(pipeline.prepare(partitionId, record));
                  }
                  return prepared;
                }));
    return new PartitionWriter.Chunk(
        storables,
        records.size(),
        bytes,
        records.getLast().offset() + 1,
        records.getFirst().timestamp());
  }

  private void pauseAndResume() {
    boolean allFull = held.bytes() > settings.heldBytes();
    boolean roomForAll = held.bytes() < settings.heldBytes() / 2;
    writers.forEach((partition, writer) -> {
      long ofPartition = writer.heldBytes();
      if (!full.contains(partition)
          && ofPartition > 0
          && (allFull || ofPartition > settings.heldBytesPerPartition())) {
        full.add(partition);
        consumer.pause(List.of(partition));
      } else if (full.contains(partition)
          && (ofPartition == 0
              || (roomForAll && ofPartition < settings.heldBytesPerPartition() / 2))) {
        full.remove(partition);
        consumer.resume(List.of(partition));
      }
    });
  }

  private void stopWriters(Set<TopicPartition> partitions) {
    List<PartitionWriter> stopped = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      PartitionWriter writer = writers.remove(partition);
      full.remove(partition);
      reached.forget(partition);
      if (writer != null) {
        writer.stop();
        stopped.add(writer);
      }
    }
    long deadline = System.nanoTime() + Duration.ofMillis(REVOKE_MILLISECONDS).toNanos();
    for (PartitionWriter writer : stopped) {
      try {
        // One that hangs is left behind: its late write would be fenced.
        writer.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      writer.release();
    }
  }

  private final class Assignments implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      awaitClaim(Set.copyOf(partitions));
      // Kafka's own offsets are not asked; the claim seeks to the database's before anything is
      // read.
      partitions.forEach(partition -> consumer.seek(partition, 0));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      unclaimed.removeAll(partitions);
      stopWriters(Set.copyOf(partitions));
    }
  }
}
