package org.techindex.local.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.scoring.total.KeptTotals;

/** The topics of a keeper of totals: made, looked at, read, and thrown away where incomplete. */
final class TotalsAdmin implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TotalsAdmin.class);
  private static final long TIMEOUT_SECONDS = 60;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LONGEST_SESSION = Duration.ofSeconds(20);
  private static final int READ_RECORDS = 20_000;

  private final TotalsOrder order;
  private final Admin admin;

  TotalsAdmin(TotalsOrder order) {
    this.order = order;
    this.admin = Admin.create(Map.copyOf(order.kafka()));
  }

  /**
   * Makes what is missing. Offsets without the state that belongs to them would lose signals: then
   * all of it goes and the totals are built again.
   */
  void prepare(Path stateDirectory) {
    Set<String> existing = get(admin.listTopics().names());
    TotalsTopics topics = order.topics();
    existing.stream()
        .filter(topic -> topic.startsWith(TotalsOrder.PREFIX))
        .filter(topic -> !topic.startsWith(TotalsOrder.PREFIX + TotalsOrder.LAYOUT + "-"))
        .filter(topic -> topic.endsWith("-" + AddRows.ROWS + "-changelog"))
        .forEach(topic ->
            LOG.warn(
                "{} is of another version of the software and stays as it is; the totals are built"
                    + " anew from the signals",
                topic));
    List<String> needed = new ArrayList<>(topics.own());
    needed.addAll(topics.changelogs());
    Set<String> lost = new TreeSet<>(needed);
    lost.removeAll(existing);
    if (!lost.isEmpty() && !committed().isEmpty()) {
      LOG.warn(
          "{} gone from Kafka: the totals are built again from the signal topics",
          String.join(", ", lost) + (lost.size() == 1 ? " is" : " are"));
      forget(existing, stateDirectory);
      existing = get(admin.listTopics().names());
    }
    List<NewTopic> missing = new ArrayList<>();
    for (String topic : topics.own()) {
      if (!existing.contains(topic)) {
        int partitions = topic.equals(topics.refusals()) ? 1 : order.partitions();
        missing.add(
            new NewTopic(topic, Optional.of(partitions), Optional.empty())
                .configs(Map.of("retention.ms", "-1")));
      }
    }
    try {
      get(admin.createTopics(missing).all());
    } catch (OperatorException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private void forget(Set<String> existing, Path stateDirectory) {
    String application = order.topics().application();
    deleteGroup(application);
    get(
        admin
            .deleteTopics(
                existing.stream().filter(topic -> topic.startsWith(application + "-")).toList())
            .all());
    Path state = stateDirectory.resolve(application);
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

  /** An instance that has just ended counts as a member until its session is over. */
  private void deleteGroup(String application) {
    long deadline = System.nanoTime() + LONGEST_SESSION.toNanos();
    while (true) {
      try {
        get(admin.deleteConsumerGroups(List.of(application)).all());
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
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(ExitCode.SERVICE_MISSING, "stopped while asking Kafka", e);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() {
    try {
      return get(
          admin
              .listConsumerGroupOffsets(order.topics().application())
              .partitionsToOffsetAndMetadata());
    } catch (OperatorException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }

  Map<String, Long> committedOffsets() {
    Map<String, Long> offsets = new HashMap<>();
    committed().forEach((partition, at) -> offsets.put(partition.toString(), at.offset()));
    return offsets;
  }

  /**
   * Whether no committed record waits anywhere. Offsets are read before the topics are: what an
   * instance has read but not committed counts as waiting, and what it commits in between shows as
   * a new record.
   */
  boolean isDrained() {
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    if (committed.isEmpty()) {
      return false;
    }
    SignalPartitions signals = new SignalPartitions(order.cutoff());
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(1)) {
      List<TopicPartition> all = new ArrayList<>(signals.all());
      all.addAll(partitions(consumer, order.topics().identities()));
      all.addAll(partitions(consumer, order.topics().changes()));
      consumer.assign(all);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
      consumer.seekToBeginning(all);
      for (TopicPartition partition : all) {
        OffsetAndMetadata reached = committed.get(partition);
        if (reached != null) {
          consumer.seek(partition, reached.offset());
        }
      }
      while (true) {
        List<TopicPartition> open =
            all.stream()
                .filter(partition ->
                    consumer.position(partition) < ends.getOrDefault(partition, 0L)
                        && (signals.all().contains(partition)
                            ? signals.counts(partition, consumer.position(partition))
                            : true))
                .toList();
        if (open.isEmpty()) {
          return true;
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (!signals.all().contains(partition) || signals.counts(partition, record.offset())) {
            return false;
          }
        }
      }
    }
  }

  /** The committed totals. */
  KeptTotals totals() {
    KeptTotals totals = new KeptTotals(order.cutoff());
    Map<Row, byte[]> rows = new HashMap<>();
    read(
        order.topics().totals(),
        record -> {
          Row row = new Row(ByteBuffer.wrap(record.key()));
          if (record.value() == null) {
            rows.remove(row);
          } else {
            rows.put(row, record.value());
          }
        });
    rows.forEach((row, value) -> TotalRows.add(totals, row.key().array(), value));
    return totals;
  }

  /** A key that is equal to another of the same bytes. */
  private record Row(ByteBuffer key) {}

  long refused() {
    long[] count = new long[1];
    read(order.topics().refusals(), _ -> count[0]++);
    return count[0];
  }

  private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(READ_RECORDS)) {
      List<TopicPartition> all = partitions(consumer, topic);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer.poll(POLL).forEach(reader);
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(int records) {
    Map<String, Object> settings = new HashMap<>(order.kafka());
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("max.poll.records", records);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    return infos == null
        ? List.of()
        : infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "Kafka does not do what the totals need: " + cause.getMessage(),
          cause);
    } catch (TimeoutException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING, "Kafka does not answer: is it running?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(ExitCode.SERVICE_MISSING, "stopped while asking Kafka", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
