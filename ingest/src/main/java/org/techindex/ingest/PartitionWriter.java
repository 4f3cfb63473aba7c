package org.techindex.ingest;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.techindex.common.signal.Refusal;
import org.techindex.ingest.receive.TopicIds;
import org.techindex.ingest.store.Fault;
import org.techindex.ingest.store.FencedException;
import org.techindex.ingest.store.Newcomers;
import org.techindex.ingest.store.PartitionBatch;
import org.techindex.ingest.store.PartitionClaim;
import org.techindex.ingest.store.Storable;
import org.techindex.ingest.store.StoredBatch;

/**
 * The one writer of one assigned partition: gathers prepared records into batches, in order, and
 * stores each until it is stored. Ends when stopped, when fenced, or when the topic turns out to be
 * another one; it then lets go of what it still holds, which stays in Kafka.
 */
final class PartitionWriter implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);

  /** How a writer ended. */
  enum End {
    STOPPED,
    /** Another consumer has stored records of this partition. */
    FENCED,
    /** The topic has another id than when the partition was claimed. */
    OTHER_TOPIC,
    /** A defect of ours. */
    DEFECT
  }

  /**
   * Records being prepared.
   *
   * @param bytes of keys and values together
   * @param nextOffset after the last of them
   * @param oldestMilliseconds time stamp of the first of them
   */
  record Chunk(
      Future<List<Storable>> storables,
      int records,
      long bytes,
      long nextOffset,
      long oldestMilliseconds) {}

  private final IngestPipeline pipeline;
  private final TopicIds topicIds;
  private final IngestSettings settings;
  private final IngestMetrics metrics;
  private final HeldRecords heldOfAll;
  private final RefusalAnnouncer announcer;
  private final BlockingQueue<Chunk> inbox = new LinkedBlockingQueue<>();
  private final AtomicLong heldBytes = new AtomicLong();
  private final Newcomers newcomers = new Newcomers();
  private final Backoff backoff = new Backoff();
  private final Thread thread;
  private volatile PartitionClaim claim;
  private volatile boolean stopping;
  private volatile @Nullable End end;
  private volatile long oldestMilliseconds = Long.MAX_VALUE;
  private long receivedOffset;

  PartitionWriter(
      IngestPipeline pipeline,
      TopicIds topicIds,
      IngestSettings settings,
      IngestMetrics metrics,
      HeldRecords heldOfAll,
      RefusalAnnouncer announcer,
      PartitionClaim claim) {
    this.pipeline = pipeline;
    this.topicIds = topicIds;
    this.settings = settings;
    this.metrics = metrics;
    this.heldOfAll = heldOfAll;
    this.announcer = announcer;
    this.claim = claim;
    this.receivedOffset = claim.nextOffset();
    this.thread =
        Thread.ofVirtual().name("store-" + claim.topic() + "-" + claim.partition()).unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** Takes records on; called by the one thread that polls, in the order of offsets. */
  void offer(Chunk chunk) {
    heldBytes.addAndGet(chunk.bytes());
    heldOfAll.takeOn(chunk.bytes());
    receivedOffset = chunk.nextOffset();
    inbox.add(chunk);
  }

  /** Up to where the partition is stored. */
  PartitionClaim claim() {
    return claim;
  }

  /** Up to where records were taken on. */
  long receivedOffset() {
    return receivedOffset;
  }

  long heldBytes() {
    return heldBytes.get();
  }

  /** Time stamp of the oldest record taken on and not stored; {@code Long.MAX_VALUE} if none. */
  long oldestMilliseconds() {
    return oldestMilliseconds;
  }

  /** How it ended; null while it runs. */
  @Nullable End end() {
    return end;
  }

  /** Ends the writer after the transaction that it is in. */
  void stop() {
    stopping = true;
    backoff.stop();
  }

  /** Waits for the writer to end. */
  boolean join(long milliseconds) throws InterruptedException {
    return thread.join(Duration.ofMillis(milliseconds));
  }

  @Override
  public void run() {
    End ended = End.DEFECT;
    try {
      while (!stopping) {
        List<Chunk> chunks = nextChunks();
        if (!chunks.isEmpty()) {
          storeChunks(chunks);
        }
      }
      ended = End.STOPPED;
    } catch (FencedException e) {
      named(LOG.atInfo())
          .log("{}; reading it again from where the database stands", e.getMessage());
      metrics.fenced();
      ended = End.FENCED;
    } catch (OtherTopicException e) {
      ended = End.OTHER_TOPIC;
    } catch (InterruptedException e) {
      ended = End.STOPPED;
    } catch (ExecutionException | RuntimeException e) {
      named(LOG.atError()).setCause(e).log("the writer of {} met a defect", claim);
    } finally {
      release();
      end = ended;
    }
  }

  /** With the names that a log of JSON lines is searched by. */
  private LoggingEventBuilder named(LoggingEventBuilder event) {
    return event
        .addKeyValue("topic", claim.topic())
        .addKeyValue("partition", claim.partition())
        .addKeyValue("offset", claim.nextOffset());
  }

  /** Waits for the first chunk, then for more until the batch is full or its time is over. */
  private List<Chunk> nextChunks() throws InterruptedException {
    List<Chunk> chunks = new ArrayList<>();
    Chunk chunk = inbox.poll(100, TimeUnit.MILLISECONDS);
    if (chunk == null) {
      oldestMilliseconds = Long.MAX_VALUE;
      return chunks;
    }
    oldestMilliseconds = chunk.oldestMilliseconds();
    long deadline = System.nanoTime() + settings.batchInterval().toNanos();
    int records = 0;
    long bytes = 0;
    while (chunk != null) {
      chunks.add(chunk);
      records += chunk.records();
      bytes += chunk.bytes();
      if (records >= settings.batchRecords() || bytes >= settings.batchBytes()) {
        break;
      }
      chunk = inbox.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return chunks;
  }

  private void storeChunks(List<Chunk> chunks)
      throws InterruptedException, ExecutionException, FencedException, OtherTopicException {
    List<Storable> records = new ArrayList<>(settings.batchRecords());
    long bytes = 0;
    for (Chunk chunk : chunks) {
      records.addAll(chunk.storables().get());
      bytes += chunk.bytes();
    }
    confirmTopic();
    storeUntilStored(new PartitionBatch(claim, records, chunks.getLast().nextOffset()));
    heldBytes.addAndGet(-bytes);
    heldOfAll.letGo(bytes);
  }

  /** The records at hand came from the topic that was claimed; see {@link TopicIds}. */
  private void confirmTopic() throws InterruptedException, OtherTopicException {
    while (!stopping) {
      try {
        Uuid now = topicIds.of(claim.topic());
        if (!now.equals(claim.topicId())) {
          throw new OtherTopicException();
        }
        backoff.succeeded();
        return;
      } catch (KafkaException e) {
        metrics.paused(claim.topic(), "kafka");
        named(LOG.atWarn())
            .log("{} cannot be confirmed, trying again: {}", claim.topic(), e.getMessage());
        backoff.pause();
      }
    }
  }

  /** Halves a batch around records that the database cannot take; waits for the environment. */
  private void storeUntilStored(PartitionBatch whole) throws InterruptedException, FencedException {
    Deque<PartitionBatch> open = new ArrayDeque<>();
    open.push(whole);
    while (!open.isEmpty() && !stopping) {
      PartitionBatch batch = open.pop();
      batch = new PartitionBatch(claim, batch.records(), batch.nextOffset());
      try {
        StoredBatch stored = pipeline.store(batch, newcomers);
        claim = stored.claim();
        backoff.succeeded();
        metrics.stored(stored, batch);
        if (stored.refusals() > 0) {
          announcer.look(claim.id());
        }
      } catch (SQLException e) {
        switch (Fault.of(e)) {
          case RACE -> {
            metrics.raced();
            open.push(batch);
          }
          case RECORD -> halve(batch, e).forEach(open::push);
          case ENVIRONMENT -> {
            metrics.paused(claim.topic(), "database");
            named(LOG.atWarn()).log("{} waits for the database: {}", claim.topic(), firstLine(e));
            open.push(batch);
            backoff.pause();
          }
        }
      }
    }
  }

  /** The halves of a batch, the second one first; a batch of one record becomes its refusal. */
  private static List<PartitionBatch> halve(PartitionBatch batch, SQLException failure) {
    List<Storable> records = batch.records();
    if (records.size() == 1) {
      Refusal refusal =
          new Refusal.Unstorable(Refusal.Stage.STORE, "SQLSTATE " + failure.getSQLState());
      Storable refused =
          switch (records.getFirst()) {
            case Storable.SignalRows signal ->
                new Storable.RefusedRecord(signal.position(), signal.id(), refusal);
            case Storable.RefusedRecord refusedBefore ->
                throw new IllegalStateException(
                    "the refusal at " + refusedBefore.position() + " cannot be stored", failure);
          };
      return List.of(new PartitionBatch(batch.claim(), List.of(refused), batch.nextOffset()));
    }
    int middle = records.size() / 2;
    long middleOffset = records.get(middle).position().offset();
    return List.of(
        new PartitionBatch(
            batch.claim(), records.subList(middle, records.size()), batch.nextOffset()),
        new PartitionBatch(batch.claim(), records.subList(0, middle), middleOffset));
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("")
        + " ("
        + e.getSQLState()
        + ")";
  }

  /** Lets go of what is held; also called when it has ended, for what was offered meanwhile. */
  void release() {
    inbox.clear();
    heldOfAll.letGo(heldBytes.getAndSet(0));
    oldestMilliseconds = Long.MAX_VALUE;
  }

  /** The topic has another id than when the partition was claimed. */
  private static final class OtherTopicException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
