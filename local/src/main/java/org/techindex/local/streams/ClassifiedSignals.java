package org.techindex.local.streams;

import java.time.Duration;
import org.techindex.ingest.SignalGate;

/**
 * One instance of those who classify: lets the signals of the signal topics in, once for all totals
 * of one classifier, and writes what totals need of them to a topic by identity. Never ends.
 */
public final class ClassifiedSignals implements AutoCloseable {

  private final StreamsApplication application;

  private ClassifiedSignals(StreamsApplication application) {
    this.application = application;
  }

  /**
   * Starts an instance. Topics that are missing are made.
   *
   * @param gate of the classifier of the order
   * @throws org.techindex.common.run.OperatorException if Kafka does not answer
   */
  public static ClassifiedSignals start(
      TotalsOrder order, SignalGate gate, StreamTotals.Running running) {
    try (TotalsAdmin admin = new TotalsAdmin(order)) {
      admin.prepareClassified(running.stateDirectory());
    }
    ClassifiedTopics topics = order.classified();
    return new ClassifiedSignals(
        new StreamsApplication(
            "classifies",
            topics.application(),
            TotalsTopology.classifying(topics, gate),
            order.kafka(),
            running));
  }

  /** Waits until this instance has its share of the partitions for the first time. */
  public void awaitRunning() throws InterruptedException {
    application.awaitRunning();
  }

  /**
   * Waits for a while.
   *
   * @throws org.techindex.common.run.OperatorException if this instance ended
   */
  void await(Duration pause) throws InterruptedException {
    application.await(pause);
  }

  @Override
  public void close() {
    application.close();
  }
}
