package org.techindex.local.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.run.OperatorException;

/**
 * On a real broker: partitions change hands in the middle of a run. What comes after corrects,
 * retracts and links to what the earlier keeper had settled, so its sums come out right only if
 * nothing that it knew is lost.
 */
class TakeoverTest {

  private static final SettleIdentities.Sending NEVER =
      new SettleIdentities.Sending(Duration.ofDays(1), Duration.ofDays(1));
  private static final int PART = 500;

  @SuppressWarnings("NullAway.Init")
  private static StreamsWorld world;

  private static final RandomSignals SIGNALS = new RandomSignals(3, 120);

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void publishTheFirst() throws Exception {
    world = new StreamsWorld();
    publishFurther();
  }

  @AfterAll
  static void stopBroker() {
    world.close();
  }

  private static void publishFurther() throws Exception {
    world.publish(SIGNALS.records(PART));
    world.store();
  }

  private StreamsWorld.Instance start(TotalsOrder order, String state, int standbys) {
    return world.start(order, directory.resolve(state), standbys);
  }

  private static void assertDrainsToTheScan(StreamsWorld.Instance instance, TotalsOrder order)
      throws Exception {
    assertThat(instance.awaitDrained()).isTrue();
    world.assertTotalsAreThoseOf(world.scanned(), order);
  }

  /** The second has nothing but what is on Kafka, weights of outside links included. */
  @Test
  void anotherGoesOnFromWhatIsOnKafka() throws Exception {
    TotalsOrder order = world.endless("goes-on");
    try (StreamsWorld.Instance first = start(order, "leaves", 0)) {
      assertDrainsToTheScan(first, order);
    }
    publishFurther();
    try (StreamsWorld.Instance second = start(order, "comes", 0)) {
      assertDrainsToTheScan(second, order);
      publishFurther();
      assertDrainsToTheScan(second, order);
    }
  }

  /** Each has a copy of what the other keeps; one leaves, comes back, and the other leaves. */
  @Test
  void aStandbyGoesOn() throws Exception {
    TotalsOrder order = world.endless("standby");
    StreamsWorld.Instance returned;
    try (StreamsWorld.Instance one = start(order, "one", 1)) {
      try (StreamsWorld.Instance other = start(order, "other", 1)) {
        assertDrainsToTheScan(other, order);
      }
      publishFurther();
      assertDrainsToTheScan(one, order);
      returned = start(order, "other", 1);
    }
    try (returned) {
      publishFurther();
      assertDrainsToTheScan(returned, order);
    }
  }

  /** What the first has read is committed, but nobody was told: the next keeper tells it. */
  @Test
  void whatWasCommittedButNotSentIsSentByTheNext() throws Exception {
    TotalsOrder order = world.endless("unsent");
    try (StreamsWorld.Instance _ = world.start(order, directory.resolve("mute"), 0, NEVER)) {
      awaitCommitted(order);
      try (TotalsReader reader = TotalsReader.of(order)) {
        assertThat(reader.reached()).isEmpty();
      }
    }
    try (StreamsWorld.Instance second = start(order, "speaks", 0)) {
      assertDrainsToTheScan(second, order);
    }
  }

  /** As above, but the sums of an earlier sending lie there, which are too small by then. */
  @Test
  void anEarlierSendingDoesNotStandForWhatCameAfterIt() throws Exception {
    TotalsOrder order = world.endless("partly-sent");
    try (StreamsWorld.Instance first = start(order, "sends", 0)) {
      assertDrainsToTheScan(first, order);
    }
    publishFurther();
    try (StreamsWorld.Instance _ = world.start(order, directory.resolve("mute"), 0, NEVER)) {
      awaitCommitted(order);
      try (TotalsReader reader = TotalsReader.of(order)) {
        assertThat(reader.isDrained()).isFalse();
      }
    }
    try (StreamsWorld.Instance third = start(order, "third", 0)) {
      assertDrainsToTheScan(third, order);
    }
  }

  /**
   * A transaction ends in one partition before it ends in another: whoever has seen it end in one
   * must not take the other for read.
   */
  @Test
  void whatATransactionHasWrittenThatIsStillOpenCountsAsWaiting() throws Exception {
    TotalsOrder order = world.endless("open-transaction");
    try (StreamsWorld.Instance first = start(order, "settles", 0);
        TotalsReader reader = TotalsReader.of(order)) {
      assertDrainsToTheScan(first, order);
      Map<String, Object> settings = new HashMap<>(world.client());
      settings.put("transactional.id", "open");
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        producer.initTransactions();
        producer.beginTransaction();
        producer
            .send(new ProducerRecord<>(order.classified().signals(), 0, new byte[16], new byte[3]))
            .get();
        assertThat(reader.isDrained()).isFalse();
        producer.abortTransaction();
      }
      assertDrainsToTheScan(first, order);
    }
  }

  /** A classified signal that cannot be read, as no version of the software writes it. */
  @Test
  void anInstanceThatFailsAgainAndAgainEndsAndSaysSo() throws Exception {
    TotalsOrder order = world.endless("unreadable");
    try (StreamsWorld.Instance first = start(order, "reads", 0)) {
      assertDrainsToTheScan(first, order);
      try (KafkaProducer<byte[], byte[]> producer = world.producer()) {
        producer
            .send(new ProducerRecord<>(order.classified().signals(), 0, new byte[16], new byte[3]))
            .get();
      }
      assertThatThrownBy(() -> first.awaitDrained())
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("see the log");
    }
  }

  /** Waits until every record of either input is below what the instances have committed. */
  private static void awaitCommitted(TotalsOrder order) {
    try (TotalsAdmin admin = new TotalsAdmin(order)) {
      TotalsTopics topics = admin.topics();
      await()
          .atMost(StreamsWorld.SOON)
          .until(() -> {
            try (TotalsReader reader = TotalsReader.of(order)) {
              if (!reader.isClassified()) {
                return false;
              }
            }
            Map<TopicPartition, OffsetAndMetadata> committed =
                admin.committed(topics.application());
            return next(List.of(topics.classified(), topics.messages())).entrySet().stream()
                .allMatch(each -> {
                  OffsetAndMetadata at = committed.get(each.getKey());
                  return at != null && at.offset() >= each.getValue();
                });
          });
    }
  }

  /** The offset after the last committed record of each partition that has any. */
  private static Map<TopicPartition, Long> next(List<String> topics) {
    Map<String, Object> settings = new HashMap<>(world.client());
    settings.put("isolation.level", "read_committed");
    Map<TopicPartition, Long> next = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          topics.stream()
              .flatMap(topic ->
                  consumer.partitionsFor(topic).stream()
                      .map(info -> new TopicPartition(topic, info.partition())))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
      }
    }
    return next;
  }
}
