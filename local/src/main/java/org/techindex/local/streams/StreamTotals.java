package org.techindex.local.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.ingest.SignalGate;
import org.techindex.scoring.total.KeptTotals;

/**
 * One instance of the keeper of totals on Kafka Streams. Any number of instances of the same order
 * share the work by partition; state moves with the partitions, and every record counts exactly
 * once whatever is killed.
 */
public final class StreamTotals implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamTotals.class);
  private static final Duration CLOSE = Duration.ofSeconds(20);
  private static final long LOOK_MILLISECONDS = 500;
  private static final int RECORDS_OF_A_POLL = 2_000;
  private static final long CACHE_BYTES = 64L << 20;

  /**
   * How an instance runs; the answer does not depend on it.
   *
   * @param stateDirectory of this instance alone
   * @param threads that share the partitions of this instance
   * @param standbys copies of the state on other instances
   * @param commitMilliseconds between commits
   */
  public record Running(Path stateDirectory, int threads, int standbys, int commitMilliseconds) {}

  private final TotalsAdmin admin;
  private final KafkaStreams streams;
  private final CountDownLatch failed = new CountDownLatch(1);

  private StreamTotals(TotalsAdmin admin, KafkaStreams streams) {
    this.admin = admin;
    this.streams = streams;
  }

  /**
   * Starts an instance. Topics that are missing are made; where the state of an earlier run is
   * incomplete, it is thrown away and built from the signals again, with a line that says so.
   *
   * @throws OperatorException if Kafka does not answer
   */
  public static StreamTotals start(TotalsOrder order, SignalGate gate, Running running) {
    TotalsAdmin admin = new TotalsAdmin(order);
    admin.prepare(running.stateDirectory());
    KafkaStreams streams =
        new KafkaStreams(
            TotalsTopology.of(
                order.topics(),
                gate,
                new SignalPartitions(order.cutoff()),
                order.reachKilometres()),
            properties(order, running),
            Time.SYSTEM);
    StreamTotals totals = new StreamTotals(admin, streams);
    streams.setUncaughtExceptionHandler(totals::onFailure);
    streams.setStateListener(totals::onState);
    streams.start();
    return totals;
  }

  private static Properties properties(TotalsOrder order, Running running) {
    Map<String, Object> settings = new HashMap<>(order.kafka());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, order.topics().application());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, running.stateDirectory().toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, running.threads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, running.standbys());
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, running.commitMilliseconds());
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class.getName());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_OF_A_POLL);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
    // A broker that still adds a partition to a transaction turns the first batch away; a second
    // one
    // on its way would then be out of order, and so the next, until the client has sorted it out.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 15_000);
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  private StreamThreadExceptionResponse onFailure(Throwable failure) {
    LOG.warn("a thread of the totals ended and is replaced: {}", String.valueOf(failure));
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private void onState(KafkaStreams.State now, KafkaStreams.State before) {
    if (now == KafkaStreams.State.ERROR) {
      failed.countDown();
    }
    boolean idle =
        now == KafkaStreams.State.RUNNING
            && streams.metadataForLocalThreads().stream()
                .allMatch(thread -> thread.activeTasks().isEmpty());
    if (idle) {
      LOG.info("this instance has no partition now: others have them all, it stands by");
    }
  }

  /**
   * Waits until every signal below the cut-off is in the totals, whichever instance did it.
   *
   * @return whether that is so; false if the time was over first
   * @throws OperatorException if this instance ended
   */
  public boolean awaitDrained(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() < deadline) {
      if (failed.await(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        throw new OperatorException(
            ExitCode.SERVICE_MISSING,
            "the totals on Kafka Streams ended: see the log, mend it and start again");
      }
      if (admin.isDrained()) {
        return true;
      }
    }
    return false;
  }

  /** The totals as they are committed now. */
  public KeptTotals totals() {
    return admin.totals();
  }

  /** How many records were refused. */
  public long refused() {
    return admin.refused();
  }

  /** Whether every signal below the cut-off is in the totals of this order, by whomever. */
  public static boolean isDrained(TotalsOrder order) {
    try (TotalsAdmin admin = new TotalsAdmin(order)) {
      return admin.isDrained();
    }
  }

  /** The committed offset of every partition that anything of the order was read from, by name. */
  public static Map<String, Long> committed(TotalsOrder order) {
    try (TotalsAdmin admin = new TotalsAdmin(order)) {
      return admin.committedOffsets();
    }
  }

  /** The totals of an order as they are committed now, kept by other processes. */
  public static KeptTotals totals(TotalsOrder order) {
    try (TotalsAdmin admin = new TotalsAdmin(order)) {
      return admin.totals();
    }
  }

  @Override
  public void close() {
    streams.close(CLOSE);
    admin.close();
  }
}
