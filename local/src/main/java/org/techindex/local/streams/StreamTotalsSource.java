package org.techindex.local.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.techindex.common.release.Cutoff;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.SignalKind;
import org.techindex.ingest.SignalGate;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.Totals;
import org.techindex.scoring.total.TotalsSource;

/**
 * Totals by Kafka Streams: an instance in this process, and any others that were started for the
 * same cut-off, read the signal topics up to it, and write the totals to the database too.
 *
 * @param gate of the classifier whose version is asked for
 */
public record StreamTotalsSource(
    DataSource database,
    Map<String, String> kafka,
    SignalGate gate,
    StreamTotals.Running running,
    Duration longest)
    implements TotalsSource {

  private static final long TIMEOUT_SECONDS = 30;

  public StreamTotalsSource {
    kafka = Map.copyOf(kafka);
  }

  @Override
  public Totals totals(ScanSettings settings, Optional<Cutoff> cutoff) {
    TotalsOrder order =
        order(kafka, settings, cutoff.orElseGet(() -> PostgresTotals.storedCutoff(database)));
    try (ClassifiedSignals classified = ClassifiedSignals.start(order, gate, running);
        StreamTotals totals = StreamTotals.start(order, running);
        TotalsWriter writer = TotalsWriter.start(order, database)) {
      if (!totals.awaitDrained(longest, classified) || !writer.awaitComplete(longest)) {
        throw new OperatorException(
            ExitCode.SERVICE_MISSING,
            "the totals are not complete after "
                + longest.toMinutes()
                + " minutes: run the command again, it goes on where it is");
      }
      try (TotalsReader reader = TotalsReader.of(order)) {
        return reader.totals();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(ExitCode.SERVICE_MISSING, "stopped before the totals were", e);
    }
  }

  /**
   * How many records below a cut-off were refused, once each, by whichever instance.
   *
   * @throws OperatorException if Kafka does not answer, or nobody has begun to classify
   */
  public static long refused(Map<String, String> kafka, ScanSettings settings, Cutoff cutoff) {
    try (TotalsReader reader = TotalsReader.of(order(kafka, settings, cutoff))) {
      return reader.refused();
    }
  }

  private static TotalsOrder order(
      Map<String, String> kafka, ScanSettings settings, Cutoff cutoff) {
    return new TotalsOrder(
        kafka, settings.classifier(), settings.reachKilometres(), cutoff, partitions(kafka));
  }

  /** As many between the steps as the topic of businesses has. */
  public static int partitions(Map<String, String> kafka) {
    String topic = SignalKind.BUSINESS.topic();
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .mapToInt(described -> described.partitions().size())
          .max()
          .orElse(1);
    } catch (ExecutionException e) {
      throw unreachable(topic, e);
    } catch (TimeoutException e) {
      throw unreachable(topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(topic, e);
    }
  }

  private static OperatorException unreachable(String topic, Exception cause) {
    return new OperatorException(
        ExitCode.SERVICE_MISSING,
        "Kafka does not describe " + topic + ": is it running, and were the topics made?",
        cause);
  }
}
