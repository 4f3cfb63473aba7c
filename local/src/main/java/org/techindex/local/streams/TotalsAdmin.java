package org.techindex.local.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** The topics of a keeper of totals: made, looked for, and thrown away where incomplete. */
final class TotalsAdmin implements AutoCloseable {

  /** A cell of a capital with links to everywhere is the longest record. */
  static final int LONGEST_RECORD_BYTES = 16 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(TotalsAdmin.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_SESSION = Duration.ofSeconds(20);

  /** Ten years: that a cell came back to zero must reach a writer that was away for long. */
  private static final String LONG_MILLISECONDS = Long.toString(Duration.ofDays(3650).toMillis());

  private static final Map<String, String> FOR_EVER = Map.of("retention.ms", "-1");

  private final TotalsOrder order;
  private final Admin admin;

  TotalsAdmin(TotalsOrder order) {
    this.order = order;
    this.admin = Admin.create(Map.copyOf(order.kafka()));
  }

  /**
   * Makes the topics of classified signals if they are missing. Offsets without them would lose
   * signals: then all are classified again.
   */
  void prepareClassified(Path stateDirectory) {
    Set<String> existing = KafkaAnswers.get(admin.listTopics().names());
    warnOfOthers(existing);
    ClassifiedTopics topics = order.classified();
    forgetIncomplete(topics.application(), topics.all(), existing, stateDirectory);
    create(
        List.of(
            new NewTopic(topics.signals(), Optional.of(order.partitions()), Optional.empty())
                .configs(FOR_EVER),
            new NewTopic(topics.refusals(), Optional.of(1), Optional.empty()).configs(FOR_EVER)));
  }

  /**
   * Makes the topics of totals if they are missing, as many partitions as the classified signals
   * have. Offsets without the state that belongs to them would lose signals: then all of it goes
   * and the totals are built again.
   */
  TotalsTopics prepareTotals(Path stateDirectory) {
    TopicDescription classified = describe(order.classified().signals());
    TotalsTopics topics = order.totals(classified.topicId());
    forgetIncomplete(
        topics.application(),
        topics.all(),
        KafkaAnswers.get(admin.listTopics().names()),
        stateDirectory);
    String longest = Integer.toString(LONGEST_RECORD_BYTES);
    Optional<Integer> partitions = Optional.of(classified.partitions().size());
    create(
        List.of(
            new NewTopic(topics.messages(), partitions, Optional.empty()).configs(FOR_EVER),
            new NewTopic(topics.totals(), partitions, Optional.empty())
                .configs(
                    Map.of(
                        "cleanup.policy", "compact",
                        "delete.retention.ms", LONG_MILLISECONDS,
                        "max.message.bytes", longest))));
    return topics;
  }

  /** The topics of the totals of an order whose signals some instance classifies. */
  TotalsTopics topics() {
    return order.totals(describe(order.classified().signals()).topicId());
  }

  /** What the broker calls a topic: one deleted and made again has another id. */
  Uuid id(String topic) {
    return describe(topic).topicId();
  }

  private TopicDescription describe(String topic) {
    return Objects.requireNonNull(
        KafkaAnswers.get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
  }

  private static void warnOfOthers(Set<String> existing) {
    for (String prefix : List.of(TotalsOrder.TOTALS, TotalsOrder.CLASSIFIED)) {
      existing.stream()
          .filter(topic -> topic.startsWith(prefix))
          .filter(topic -> !topic.startsWith(prefix + TotalsOrder.LAYOUT + "-"))
          .sorted()
          .forEach(topic ->
              LOG.warn(
                  "{} is of another version of the software and stays as it is; this one begins"
                      + " from the signals and never reads it: delete it when nothing needs it",
                  topic));
    }
  }

  private void forgetIncomplete(
      String application, List<String> needed, Set<String> existing, Path stateDirectory) {
    Set<String> lost = new TreeSet<>(needed);
    lost.removeAll(existing);
    if (lost.isEmpty() || committed(application).isEmpty()) {
      return;
    }
    LOG.warn(
        "{} gone from Kafka: what was made from it is thrown away and made again",
        String.join(", ", lost) + (lost.size() == 1 ? " is" : " are"));
    deleteGroup(application);
    KafkaAnswers.get(
        admin
            .deleteTopics(
                existing.stream().filter(topic -> topic.startsWith(application + "-")).toList())
            .all());
    deleteState(stateDirectory.resolve(application));
  }

  private static void deleteState(Path state) {
    if (Files.isDirectory(state)) {
      try (Stream<Path> files = Files.walk(state)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the state in " + state + " cannot be thrown away", e);
      }
    }
  }

  /** All are asked for: a list of topics may still hold one that was just deleted. */
  private void create(Collection<NewTopic> topics) {
    for (KafkaFuture<Void> made : admin.createTopics(topics).values().values()) {
      try {
        KafkaAnswers.get(made);
      } catch (OperatorException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  /** An instance that has just ended counts as a member until its session is over. */
  private void deleteGroup(String application) {
    long deadline = System.nanoTime() + LONGEST_SESSION.toNanos();
    while (true) {
      try {
        KafkaAnswers.get(admin.deleteConsumerGroups(List.of(application)).all());
        return;
      } catch (OperatorException e) {
        if (e.getCause() instanceof GroupIdNotFoundException) {
          return;
        }
        if (!(e.getCause() instanceof GroupNotEmptyException)) {
          throw e;
        }
        if (System.nanoTime() > deadline) {
          throw new OperatorException(
              ExitCode.WRONG_USE,
              "other instances of "
                  + application
                  + " still run without their state: stop them first",
              e);
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(ExitCode.SERVICE_MISSING, "stopped while asking Kafka", e);
    }
  }

  /** Where partitions end, what transactions have written that are still open included. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return KafkaAnswers.get(
            admin
                .listOffsets(
                    partitions.stream()
                        .collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest())),
                    new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  Map<TopicPartition, OffsetAndMetadata> committed(String application) {
    return KafkaAnswers.committed(admin, application);
  }

  @Override
  public void close() {
    admin.close();
  }
}
