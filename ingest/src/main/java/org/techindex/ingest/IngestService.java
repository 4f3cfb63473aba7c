package org.techindex.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.SectorClassifier;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.TopicIds;
import org.techindex.ingest.receive.Topics;
import org.techindex.ingest.store.BatchStore;
import org.techindex.ingest.store.ClassifierVersions;
import org.techindex.ingest.store.PartitionOffsets;
import org.techindex.ingest.store.RefusalOutbox;
import org.techindex.ingest.store.RowEncoder;

/**
 * Ingest as a service: reads the topics of signals until stopped. Several may run at once, in one
 * process or many; Kafka shares the partitions among them.
 */
public final class IngestService implements AutoCloseable {

  private static final int QUEUED_PER_PREPARER = 2;
  private static final long CALL_SECONDS = 30;
  private static final long PROBE_SECONDS = 2;
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);
  private static final long POLL_MILLISECONDS = 20;

  private final Admin admin;
  private final PartitionOffsets offsets;
  private final ExecutorService preparers;
  private final RefusalAnnouncer announcer;
  private final SignalConsumer consumer;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param kafka client properties: bootstrap servers, security
   * @param database with the schema of this version; a pool, of which one connection per two cores
   *     is used at a time and more do not help
   * @throws OperatorException if Kafka or the database is not there
   */
  public IngestService(
      Map<String, String> kafka,
      DataSource database,
      SectorClassifier classifier,
      Locator locator,
      IngestSettings settings,
      MeterRegistry registry) {
    try {
      IngestMetrics metrics = new IngestMetrics(registry);
      IngestPipeline pipeline =
          new IngestPipeline(
              new SignalClassifier(classifier),
              locator,
              new RowEncoder(ClassifierVersions.register(database, classifier.version())),
              new BatchStore(database));
      offsets = new PartitionOffsets(database);
      admin = Admin.create(new HashMap<>(kafka));
      announcer = new RefusalAnnouncer(new RefusalOutbox(database), kafka);
      preparers = preparers(settings.preparers());
      consumer =
          new SignalConsumer(
              new KafkaConsumer<>(
                  consumerProperties(kafka, settings),
                  new ByteArrayDeserializer(),
                  new ByteArrayDeserializer()),
              pipeline,
              offsets,
              new TopicIds(admin),
              settings,
              metrics,
              preparers,
              announcer);
    } catch (SQLException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING, "the database does not answer: " + e.getMessage(), e);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new OperatorException(
          ExitCode.WRONG_USE, "the Kafka properties do not do: " + cause.getMessage(), e);
    }
    thread = Thread.ofPlatform().name("receive").daemon().unstarted(this::run);
  }

  /**
   * Threads with a short queue. When it is full, the thread that polls prepares too instead of
   * polling on: records as Kafka hands them out take twice the memory of the rows they become.
   */
  private static ExecutorService preparers(int threads) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(QUEUED_PER_PREPARER * threads),
        Thread.ofPlatform().name("prepare-", 1).daemon().factory(),
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  /** What the consumer is given besides the client properties; the operator's own come last. */
  private static Map<String, Object> consumerProperties(
      Map<String, String> kafka, IngestSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("group.protocol", "consumer");
    properties.put("group.id", settings.group());
    properties.put("enable.auto.commit", "false");
    properties.put("auto.offset.reset", "none");
    properties.put("isolation.level", "read_committed");
    properties.put("max.poll.records", Integer.toString(SignalConsumer.CHUNK_RECORDS));
    properties.put("max.partition.fetch.bytes", Integer.toString(2 << 20));
    properties.put("fetch.max.bytes", Integer.toString(16 << 20));
    properties.put("fetch.max.wait.ms", "100");
    properties.putAll(kafka);
    return properties;
  }

  private void run() {
    try {
      consumer.run();
    } finally {
      preparers.shutdownNow();
      announcer.stop();
      ended.countDown();
    }
  }

  public void start() {
    Thread.ofVirtual().name("announce").start(announcer);
    thread.start();
  }

  /** Whether the service runs and has begun a round of its work within the last five minutes. */
  public boolean isAlive() {
    return thread.isAlive() && consumer.sinceLastRound().compareTo(LONGEST_ROUND) < 0;
  }

  /** Whether a broker answers within two seconds. */
  public boolean kafkaThere() {
    try {
      return !admin.describeCluster().nodes().get(PROBE_SECONDS, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the service after the transactions that it is in; what is not stored stays in Kafka. */
  public void stop() {
    consumer.stop();
  }

  /**
   * Waits until the service has ended.
   *
   * @throws OperatorException if it ended because going on would lose signals
   */
  public void await() throws InterruptedException {
    ended.await();
    RuntimeException failure = consumer.failure();
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Waits until everything that the topics held when this was called is stored, by this service or
   * by others of its group.
   *
   * @return whether that was within the time
   * @throws OperatorException if the service ended meanwhile because going on would lose signals
   */
  public boolean awaitCaughtUp(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    Map<TopicPartition, Long> ends = endOffsets();
    while (System.nanoTime() < deadline) {
      Map<TopicPartition, Long> reached = new HashMap<>(stored());
      consumer
          .reached()
          .forEach((partition, offset) -> reached.merge(partition, offset, Math::max));
      if (ends.entrySet().stream()
          .allMatch(end -> reached.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
        return true;
      }
      if (ended.await(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        await();
        return false;
      }
    }
    return false;
  }

  /** What others of the group have stored counts too; nothing while the database is away. */
  private Map<TopicPartition, Long> stored() {
    try {
      return offsets.stored();
    } catch (SQLException e) {
      return Map.of();
    }
  }

  private Map<TopicPartition, Long> endOffsets() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (TopicDescription topic :
          admin
              .describeTopics(Topics.ofSignals())
              .allTopicNames()
              .get(CALL_SECONDS, TimeUnit.SECONDS)
              .values()) {
        topic
            .partitions()
            .forEach(partition ->
                latest.put(
                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
      }
      Map<TopicPartition, Long> ends = new HashMap<>();
      for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> entry :
          admin.listOffsets(latest).all().get(CALL_SECONDS, TimeUnit.SECONDS).entrySet()) {
        ends.put(entry.getKey(), entry.getValue().offset());
      }
      return ends;
    } catch (ExecutionException | TimeoutException e) {
      @Nullable Throwable cause = e.getCause();
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "Kafka does not tell where the topics end: " + (cause == null ? e : cause).getMessage(),
          e);
    }
  }

  /** Stops and waits for the end. */
  @Override
  public void close() {
    stop();
    try {
      if (thread.isAlive()) {
        ended.await(CALL_SECONDS, TimeUnit.SECONDS);
      } else if (thread.getState() == Thread.State.NEW) {
        preparers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close(Duration.ofSeconds(1));
  }
}
