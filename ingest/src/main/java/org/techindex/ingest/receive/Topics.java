package org.techindex.ingest.receive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.SignalKind;

/** The topics of the system. */
public final class Topics {

  /** Where refusals are announced, keyed like the records they refuse. */
  public static final String REJECTED = "signals.rejected";

  /** Where each release is announced. */
  public static final String RELEASES = "index.releases";

  private static final long TIMEOUT_SECONDS = 60;
  private static final long PAUSE_MILLISECONDS = 50;
  private static final long REJECTED_RETENTION_DAYS = 90;

  private Topics() {}

  /** The topics that carry signals, in the order of the kinds. */
  public static List<String> ofSignals() {
    return Arrays.stream(SignalKind.values()).map(SignalKind::topic).toList();
  }

  /**
   * Makes the topics that are missing. Signals are kept for ever: they are the truth that every
   * table can be made from again. Refusals are announced for 90 days.
   *
   * @param partitions of each topic of signals
   * @throws OperatorException if the broker does not answer or does not allow it
   */
  public static void create(Admin admin, int partitions) {
    try {
      Set<String> existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      List<NewTopic> missing = new ArrayList<>();
      for (String topic : ofSignals()) {
        missing.add(topic(topic, partitions, "-1"));
      }
      missing.add(
          topic(REJECTED, 1, Long.toString(TimeUnit.DAYS.toMillis(REJECTED_RETENTION_DAYS))));
      missing.add(topic(RELEASES, 1, "-1"));
      missing.removeIf(topic -> existing.contains(topic.name()));
      createMissing(admin, missing);
      awaitLeaders(admin);
    } catch (ExecutionException e) {
      throw unavailable(e);
    } catch (TimeoutException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private static void createMissing(Admin admin, List<NewTopic> missing)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      admin.createTopics(missing).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /**
   * Until every partition answers. A producer that begins before may have its second batch taken
   * while the first is turned away, and then never gets the first one in. A broker that was just
   * told of a topic may say for a moment that it does not know it.
   */
  private static void awaitLeaders(Admin admin)
      throws ExecutionException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (true) {
      try {
        askLeaders(admin);
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - deadline > 0) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
      }
    }
  }

  private static void askLeaders(Admin admin)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (TopicDescription topic :
        admin
            .describeTopics(ofSignals())
            .allTopicNames()
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .values()) {
      topic
          .partitions()
          .forEach(partition ->
              partitions.put(
                  new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
    }
    admin.listOffsets(partitions).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  private static NewTopic topic(String name, int partitions, String retentionMilliseconds) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty())
        .configs(Map.of("retention.ms", retentionMilliseconds));
  }

  private static OperatorException unavailable(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new OperatorException(
        ExitCode.SERVICE_MISSING,
        "the topics cannot be made: " + cause.getMessage() + ": is Kafka running and allowed?",
        e);
  }
}
