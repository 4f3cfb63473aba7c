package org.techindex.local.bench.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.release.Cutoff;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.ingest.SignalGate;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.local.streams.ClassifiedSignals;
import org.techindex.local.streams.StreamTotals;
import org.techindex.local.streams.TotalsOrder;
import org.techindex.local.streams.TotalsWriter;

/**
 * A process of its own that runs one instance until it is killed, or leaves in order when it is
 * asked to end. Arguments: brokers, a file with the cut-off, the state directory, threads, a word
 * that sets the classified signals apart from those of others, the {@link Step}, and the address of
 * the database. Each line that it is given is a file with another cut-off, with which it begins
 * anew.
 */
final class ScaleInstance {

  /** What the instance does. */
  enum Step {
    CLASSIFY,
    TOTAL,
    /** As {@code techindex totals} does: the totals are written to the database too. */
    WHOLE;

    boolean classifies() {
      return this != TOTAL;
    }

    boolean totals() {
      return this != CLASSIFY;
    }

    boolean writes() {
      return this == WHOLE;
    }
  }

  /**
   * When the instance had partitions for the first time.
   *
   * @param epochMilliseconds since 1970
   * @param processorMilliseconds that the process had taken by then
   */
  record Started(long epochMilliseconds, long processorMilliseconds) {

    /** What the instance of this state directory wrote, if it was there already. */
    static Optional<Started> of(Path state) throws IOException {
      Path file = state.resolve(STARTED);
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] words = Files.readString(file).split(" ", -1);
      return Optional.of(new Started(Long.parseLong(words[0]), Long.parseLong(words[1])));
    }

    private static void write(Path state) throws IOException {
      Path written = state.resolve(STARTED + ".new");
      Files.writeString(
          written,
          System.currentTimeMillis()
              + " "
              + ProcessHandle.current()
                  .info()
                  .totalCpuDuration()
                  .map(Duration::toMillis)
                  .orElse(0L));
      Files.move(written, state.resolve(STARTED), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Forgets when an earlier process on the same state was there. */
    static void forget(Path state) throws IOException {
      Files.deleteIfExists(state.resolve(STARTED));
    }
  }

  private static final String STARTED = "started";
  private static final int COMMIT_MILLISECONDS = 1_000;

  private ScaleInstance() {}

  public static void main(String[] arguments) throws Exception {
    Path state = Path.of(arguments[2]);
    StreamTotals.Running running =
        new StreamTotals.Running(state, Integer.parseInt(arguments[3]), 0, COMMIT_MILLISECONDS);
    Step step = Step.valueOf(arguments[5]);
    List<AutoCloseable> parts = Collections.synchronizedList(new ArrayList<>());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> close(parts)));
    String cutoff = arguments[1];
    DataSource database = ScaleWorld.database(arguments[6]);
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      while (cutoff != null) {
        TotalsOrder order = order(arguments[0], read(Path.of(cutoff)), arguments[4]);
        start(step, order, running, database, parts);
        Started.write(state);
        cutoff = orders.readLine();
        close(parts);
      }
    }
  }

  private static void start(
      Step step,
      TotalsOrder order,
      StreamTotals.Running running,
      DataSource database,
      List<AutoCloseable> parts)
      throws InterruptedException {
    if (step.classifies()) {
      ClassifiedSignals classified = ClassifiedSignals.start(order, gate(), running);
      parts.add(classified);
      classified.awaitRunning();
    }
    if (step.totals()) {
      StreamTotals totals = StreamTotals.start(order, running);
      parts.add(totals);
      if (step.writes()) {
        parts.add(TotalsWriter.start(order, database));
      }
      totals.awaitRunning();
    }
  }

  private static void close(List<AutoCloseable> parts) {
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("the instance does not close", e);
      }
    }
    parts.clear();
  }

  private static SignalGate gate() {
    Gazetteer gazetteer = Gazetteer.load();
    return new SignalGate(
        new SignalClassifier(EvidenceClassifier.shipped()),
        new Locator(gazetteer, new NearestPlaceTerritory(gazetteer), Optional.empty()));
  }

  /**
   * @param classified the name under which the signals are classified
   */
  static TotalsOrder order(String brokers, Cutoff cutoff, String classified) {
    return new TotalsOrder(
        Map.of("bootstrap.servers", brokers),
        classified,
        ScaleWorld.REACH_KILOMETRES,
        cutoff,
        ScaleWorld.PARTITIONS);
  }

  static void write(Path file, Cutoff cutoff) throws IOException {
    Files.write(
        file,
        cutoff.partitions().stream()
            .map(each ->
                each.topic() + " " + each.partition() + " " + each.id() + " " + each.nextOffset())
            .toList());
  }

  private static Cutoff read(Path file) throws IOException {
    List<Cutoff.PartitionOffset> partitions = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ", -1);
      partitions.add(
          new Cutoff.PartitionOffset(
              words[0],
              Integer.parseInt(words[1]),
              Integer.parseInt(words[2]),
              Long.parseLong(words[3])));
    }
    return new Cutoff(partitions);
  }
}
