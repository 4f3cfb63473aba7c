package org.techindex.local.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.techindex.common.run.OperatorException;

/**
 * One instance of the keeper of totals on Kafka Streams. Any number of instances of the same order
 * share the work by partition; state moves with the partitions, and every record counts exactly
 * once whatever is killed. Somebody must {@link ClassifiedSignals classify}, here or elsewhere.
 */
public final class StreamTotals implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(100);

  /**
   * How an instance runs; the answer does not depend on it.
   *
   * @param stateDirectory of this instance alone
   * @param threads that share the partitions of this instance
   * @param standbys copies of the state on other instances
   * @param commitMilliseconds between commits
   */
  public record Running(Path stateDirectory, int threads, int standbys, int commitMilliseconds) {}

  private final TotalsOrder order;
  private final TotalsAdmin admin;
  private final StreamsApplication application;

  private StreamTotals(TotalsOrder order, Running running, SettleIdentities.Sending sending) {
    this.order = order;
    this.admin = new TotalsAdmin(order);
    admin.prepareClassified(running.stateDirectory());
    TotalsTopics topics = admin.prepareTotals(running.stateDirectory());
    this.application =
        new StreamsApplication(
            "totals",
            topics.application(),
            TotalsTopology.totalling(
                topics,
                new SignalPartitions(order.cutoff()),
                order.reachKilometres(),
                partition -> committed(topics, partition),
                sending),
            order.kafka(),
            running);
  }

  /**
   * Starts an instance. Topics that are missing are made; where the state of an earlier run is
   * incomplete, it is thrown away and built from the signals again, with a line that says so.
   *
   * @throws OperatorException if Kafka does not answer
   */
  public static StreamTotals start(TotalsOrder order, Running running) {
    return start(order, running, SettleIdentities.Sending.STANDARD);
  }

  static StreamTotals start(TotalsOrder order, Running running, SettleIdentities.Sending sending) {
    return new StreamTotals(order, running, sending);
  }

  private SettleIdentities.Offsets committed(TotalsTopics topics, int partition) {
    Map<TopicPartition, OffsetAndMetadata> offsets = admin.committed(topics.application());
    OffsetAndMetadata classified = offsets.get(new TopicPartition(topics.classified(), partition));
    OffsetAndMetadata messages = offsets.get(new TopicPartition(topics.messages(), partition));
    return new SettleIdentities.Offsets(
        classified == null ? 0 : classified.offset(), messages == null ? 0 : messages.offset());
  }

  /** Waits until this instance has its share of the partitions for the first time. */
  public void awaitRunning() throws InterruptedException {
    application.awaitRunning();
  }

  /**
   * Waits until every signal below the cut-off is in the totals, whichever instance did it.
   *
   * @param classified who classifies in this process
   * @return whether that is so; false if the time was over first
   * @throws OperatorException if this instance ended, or the one that classifies
   */
  public boolean awaitDrained(Duration longest, ClassifiedSignals classified)
      throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    try (TotalsReader reader = TotalsReader.of(order)) {
      while (System.nanoTime() < deadline) {
        application.await(LOOK);
        classified.await(Duration.ZERO);
        if (reader.isDrained()) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    application.close();
    admin.close();
  }
}
