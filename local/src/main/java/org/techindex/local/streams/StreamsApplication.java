package org.techindex.local.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** One topology running in this process, with the settings that both have. */
final class StreamsApplication implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsApplication.class);
  private static final Duration CLOSE = Duration.ofSeconds(20);
  private static final int RECORDS_OF_A_POLL = 10_000;
  private static final int BUFFERED_RECORDS = 20_000;
  private static final int BATCH_BYTES = 1 << 18;
  private static final int FETCH_BYTES = 1 << 20;
  private static final int OWN_FAILURES = 3;

  /** An instance without records looks so often whether something is to be committed. */
  private static final int IDLE_MILLISECONDS = 20;

  private final String does;
  private final KafkaStreams streams;
  private final CountDownLatch failed = new CountDownLatch(1);
  private final CountDownLatch running = new CountDownLatch(1);
  private final AtomicInteger ownFailures = new AtomicInteger();

  /**
   * Starts it.
   *
   * @param does what it does, for the log
   */
  StreamsApplication(
      String does,
      String application,
      Topology topology,
      Map<String, String> kafka,
      StreamTotals.Running how) {
    this.does = does;
    this.streams = new KafkaStreams(topology, properties(application, kafka, how), Time.SYSTEM);
    streams.setUncaughtExceptionHandler(this::onFailure);
    streams.setStateListener(this::onState);
    streams.start();
  }

  private static Properties properties(
      String application, Map<String, String> kafka, StreamTotals.Running running) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, running.stateDirectory().toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, running.threads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, running.standbys());
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, running.commitMilliseconds());
    settings.put(StreamsConfig.POLL_MS_CONFIG, IDLE_MILLISECONDS);
    if (running.standbys() == 0) {
      // No instance has a copy ahead of others, so partitions go to whoever is free, at once: the
      // engine would leave them where they are until the other has read them up, and look again
      // after ten minutes.
      settings.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE);
    }
    // Sums do not depend on the order of topics, so no topic waits for another.
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_OF_A_POLL);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        instance(running.stateDirectory()));
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TotalsAdmin.LONGEST_RECORD_BYTES);
    // A broker that still adds a partition to a transaction turns the first batch away; a second
    // one on its way would then be out of order, and so the next, until the client has sorted it.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  /**
   * The name of whoever runs on this state directory: a process that was killed and starts again
   * has its partitions back without the group waiting for the end of its session.
   */
  private static String instance(Path stateDirectory) {
    Path file = stateDirectory.resolve("instance");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(stateDirectory);
        Files.writeString(file, UUID.randomUUID().toString());
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE, "the state directory " + stateDirectory + " cannot be written", e);
    }
  }

  /**
   * What Kafka says may pass, but for a topic that is gone: the next start makes it again. Whatever
   * else failed comes again at the same record. So after some such failures the instance ends
   * instead of trying for ever.
   */
  private StreamThreadExceptionResponse onFailure(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    boolean mayPass =
        (first instanceof KafkaException && !(first instanceof MissingSourceTopicException))
            || first instanceof TimeoutException;
    if (mayPass || ownFailures.incrementAndGet() < OWN_FAILURES) {
      LOG.warn("a thread that {} ended and is replaced: {}", does, String.valueOf(failure));
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("this instance {} no more: it failed {} times", does, OWN_FAILURES, failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void onState(KafkaStreams.State now, KafkaStreams.State before) {
    if (now == KafkaStreams.State.ERROR) {
      failed.countDown();
    }
    if (now == KafkaStreams.State.RUNNING) {
      running.countDown();
    }
    boolean idle =
        now == KafkaStreams.State.RUNNING
            && streams.metadataForLocalThreads().stream()
                .allMatch(thread -> thread.activeTasks().isEmpty());
    if (idle) {
      LOG.info("this instance {} no partition now: others have them all, it stands by", does);
    }
  }

  /** Waits until this instance has its share of the partitions for the first time. */
  void awaitRunning() throws InterruptedException {
    running.await();
  }

  /**
   * Waits for a while.
   *
   * @throws OperatorException if the application ended
   */
  void await(Duration pause) throws InterruptedException {
    if (failed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "this instance " + does + " no more: see the log, mend it and start again");
    }
  }

  /** Leaves the group, so that others go on at once. */
  @Override
  public void close() {
    streams.close(
        CloseOptions.timeout(CLOSE)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }
}
