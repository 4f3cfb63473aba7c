package org.techindex.local.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.common.release.Cutoff;
import org.techindex.common.run.OperatorException;
import org.techindex.scoring.total.Totals;

/** On a real broker: three partitions a topic, as many tasks, links across all of them. */
class StreamTotalsTest {

  @SuppressWarnings("NullAway.Init")
  private static StreamsWorld world;

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void publishAndStore() throws Exception {
    world = new StreamsWorld();
    world.publish(new RandomSignals(1, 200).records(3_000));
    world.store();
  }

  @AfterAll
  static void stopBroker() {
    world.close();
  }

  private StreamsWorld.Instance start(TotalsOrder order, String state) {
    return start(order, state, 0);
  }

  private StreamsWorld.Instance start(TotalsOrder order, String state, int standbys) {
    return world.start(order, directory.resolve(state), standbys);
  }

  @Test
  void twoInstancesKeepTheTotalsOfTheScanAndRefuseTheSameRecords() throws Exception {
    Totals scanned = world.scanned();
    TotalsOrder order = world.order(scanned.cutoff(), "two");
    try (StreamsWorld.Instance first = start(order, "one");
        StreamsWorld.Instance second = start(order, "other")) {
      assertThat(first.awaitDrained()).isTrue();
      assertThat(second.awaitDrained()).isTrue();
      world.assertTotalsAreThoseOf(scanned, order);
    }
  }

  /** Three partitions, four instances with a copy of the state on another each. */
  @Test
  void moreInstancesThanPartitionsStandBy() throws Exception {
    Totals scanned = world.scanned();
    TotalsOrder order = world.order(scanned.cutoff(), "four");
    List<StreamsWorld.Instance> instances = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        instances.add(start(order, "of-four-" + i, 1));
      }
      assertThat(instances.getLast().awaitDrained()).isTrue();
      world.assertTotalsAreThoseOf(scanned, order);
    } finally {
      instances.forEach(StreamsWorld.Instance::close);
    }
  }

  /** Whoever takes a partition over makes its table again from the classified signals. */
  @Test
  void anInstanceGoesOnWhereAnotherLeft() throws Exception {
    Totals scanned = world.scanned();
    TotalsOrder half = world.order(halfOf(scanned.cutoff()), "moves");
    try (StreamsWorld.Instance first = start(half, "leaves")) {
      assertThat(first.awaitDrained()).isTrue();
    }
    try (StreamsWorld.Instance second = start(half, "comes")) {
      assertThat(second.awaitDrained()).isTrue();
      try (TotalsReader reader = TotalsReader.of(half)) {
        assertThat(StreamsWorld.digest(reader.totals()))
            .isEqualTo(StreamsWorld.digest(world.scanned(half.cutoff())));
      }
    }
    TotalsOrder all = world.order(scanned.cutoff(), "moves");
    try (StreamsWorld.Instance third = start(all, "comes")) {
      assertThat(third.awaitDrained()).isTrue();
      world.assertTotalsAreThoseOf(scanned, all);
    }
  }

  /** The first half of each partition. */
  private static Cutoff halfOf(Cutoff cutoff) {
    return new Cutoff(
        cutoff.partitions().stream()
            .map(each ->
                new Cutoff.PartitionOffset(
                    each.topic(), each.partition(), each.id(), each.nextOffset() / 2))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"totals", "messages", "links", "classified", "refusals"})
  void aTopicThatIsGoneIsMadeAgainFromTheSignals(String which) throws Exception {
    Totals scanned = world.scanned();
    TotalsOrder order = world.order(scanned.cutoff(), "lost-" + which);
    try (StreamsWorld.Instance first = start(order, which)) {
      assertThat(first.awaitDrained()).isTrue();
    }
    try (Admin admin = Admin.create(world.client())) {
      String lost = topic(order, which);
      admin.deleteTopics(List.of(lost)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(lost));
    }
    try (StreamsWorld.Instance again = start(order, which)) {
      assertThat(again.awaitDrained()).isTrue();
      world.assertTotalsAreThoseOf(scanned, order);
    }
  }

  private static String topic(TotalsOrder order, String which) {
    try (TotalsAdmin admin = new TotalsAdmin(order)) {
      TotalsTopics topics = admin.topics();
      return switch (which) {
        case "totals" -> topics.totals();
        case "messages" -> topics.messages();
        case "links" -> topics.links();
        case "classified" -> topics.classified();
        default -> order.classified().refusals();
      };
    }
  }

  /** State of layout 1 lies on the broker, of bytes that layout 2 cannot read. */
  @Test
  void stateOfAnotherLayoutIsNeverRead() throws Exception {
    Totals scanned = world.scanned();
    TotalsOrder order = world.order(scanned.cutoff(), "upgraded");
    String old = TotalsOrder.TOTALS + "1-0123456789ab-rows-changelog";
    try (Admin admin = Admin.create(world.client());
        KafkaProducer<byte[], byte[]> producer = world.producer()) {
      admin.createTopics(List.of(new NewTopic(old, 3, (short) 1))).all().get();
      producer.send(new ProducerRecord<>(old, new byte[8], new byte[57])).get();
    }
    try (StreamsWorld.Instance upgraded = start(order, "upgraded")) {
      assertThat(upgraded.awaitDrained()).isTrue();
      world.assertTotalsAreThoseOf(scanned, order);
    }
    try (Admin admin = Admin.create(world.client())) {
      assertThat(admin.listTopics().names().get()).contains(old);
    }
  }

  /** Totals would wait for ever for what is never classified. */
  @Test
  void whoWaitsIsToldThatTheInstanceClassifiesNoMore() throws Exception {
    TotalsOrder order = world.order(world.scanned().cutoff(), "no-territory");
    try (StreamsWorld.Instance broken =
        world.startWithoutTerritory(order, directory.resolve("broken"))) {
      assertThatThrownBy(broken::awaitDrained)
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("classifies no more");
    }
  }
}
