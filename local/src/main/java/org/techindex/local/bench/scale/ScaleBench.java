package org.techindex.local.bench.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.techindex.common.release.Cutoff;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.TemporaryDirectory;
import org.techindex.local.streams.TotalsOrder;
import org.techindex.local.streams.TotalsReader;
import org.techindex.scoring.total.Totals;

/**
 * One broker in this process, instances in processes of their own; the scan says what the totals
 * are.
 */
final class ScaleBench {

  /**
   * What is asked for.
   *
   * @param signals records of each run
   * @param laps of the same processes from classified signals to totals: compiling, then compiled
   * @param threads of an instance
   * @param share of a core that each instance may take where the speed is measured; none: as much
   *     as there is
   */
  record Settings(int signals, int laps, int threads, OptionalDouble share, Path directory) {}

  /**
   * What a number of instances did.
   *
   * @param lap from 1: the first with code that is compiled on the way, later ones with compiled
   *     code
   * @param stateMegabytes memory that the tables by identity take, all partitions together
   * @param equal whether the totals are those of the scan; true where none were made
   */
  record Result(
      ScaleInstance.Step step,
      int instances,
      int lap,
      int signals,
      ScaleRun.Taken taken,
      double stateMegabytes,
      boolean equal) {

    double perSecond() {
      return signals / taken.seconds();
    }

    double perProcessorSecond() {
      return signals / taken.processorSeconds();
    }
  }

  /**
   * The totals of the last lap, brought from their topic into the database by one writer.
   *
   * @param seconds from its start until it saw that all is written
   * @param equal whether the totals in the database are those of the scan
   */
  record Written(long rows, double seconds, double bytesOfARow, boolean equal) {}

  /** What undisturbed runs came to. */
  record Speed(List<Result> results, Written written) {

    Speed {
      results = List.copyOf(results);
    }
  }

  /** A bench whose world is there. */
  @FunctionalInterface
  private interface InWorld<R> {
    R run(ScaleWorld world, Path directory) throws IOException, InterruptedException;
  }

  private final Settings settings;
  private final Consumer<String> progress;

  ScaleBench(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Times one instance that classifies and then each number of instances from classified signals to
   * totals.
   */
  Speed speed(List<Integer> instances) {
    return inWorld((world, directory) -> {
      progress.accept("publishing " + settings.signals() + " records");
      world.publish(settings.signals());
      Totals scanned = world.scan();
      List<Result> results = new ArrayList<>(results(world, directory, CLASSIFY_FIRST, scanned, 0));
      for (int count : instances) {
        Plan plan = new Plan(ScaleInstance.Step.TOTAL, count, settings.laps());
        results.addAll(results(world, directory, plan, scanned, results.size()));
      }
      Cutoff last = further(scanned.cutoff(), results.size() - 1);
      return new Speed(results, written(world, last, ScaleWorld.digest(scanned)));
    });
  }

  private static Written written(ScaleWorld world, Cutoff cutoff, String expected)
      throws InterruptedException {
    TotalsOrder order = ScaleInstance.order(world.brokers(), cutoff, CLASSIFIED_ONCE);
    long started = System.nanoTime();
    world.awaitWritten(order);
    double seconds = (System.nanoTime() - started) / 1e9;
    ScaleWorld.WrittenRows rows = world.writtenRows();
    return new Written(
        rows.rows(),
        seconds,
        (double) rows.bytes() / Math.max(1, rows.rows()),
        ScaleWorld.digest(world.kept(order)).equals(expected));
  }

  /** Two instances, from signals to totals, disturbed so many times. */
  DisturbedRun.Disturbed disturbed(int rounds) {
    return inWorld((world, directory) -> {
      progress.accept(
          "two instances, disturbed " + rounds + " times over " + settings.signals() + " records");
      return new DisturbedRun(world, directory, settings.threads(), progress)
          .run(settings.signals(), rounds);
    });
  }

  /** Under this name the signals of all undisturbed runs are classified. */
  private static final String CLASSIFIED_ONCE = "once";

  private record Plan(ScaleInstance.Step step, int instances, int laps) {}

  private static final Plan CLASSIFY_FIRST = new Plan(ScaleInstance.Step.CLASSIFY, 1, 1);

  private List<Result> results(
      ScaleWorld world, Path directory, Plan plan, Totals scanned, int before)
      throws IOException, InterruptedException {
    progress.accept(plan.step().name().toLowerCase(Locale.ROOT) + " by " + plan.instances());
    String expected = ScaleWorld.digest(scanned);
    List<Cutoff> cutoffs = new ArrayList<>();
    for (int lap = 0; lap < plan.laps(); lap++) {
      cutoffs.add(further(scanned.cutoff(), before + lap));
    }
    ScaleProcesses.Setup setup =
        new ScaleProcesses.Setup(
            world.brokers(),
            world.jdbcUrl(),
            directory,
            CLASSIFIED_ONCE,
            settings.signals(),
            plan.step(),
            settings.threads(),
            plan.step().totals() ? settings.share() : OptionalDouble.empty());
    List<ScaleRun.Taken> laps = new ScaleRun(setup, plan.instances(), cutoffs).run();
    List<Result> results = new ArrayList<>();
    for (int lap = 0; lap < laps.size(); lap++) {
      double megabytes = 0;
      boolean equal = true;
      if (plan.step().totals()) {
        try (TotalsReader reader =
            TotalsReader.of(
                ScaleInstance.order(world.brokers(), cutoffs.get(lap), setup.classified()))) {
          megabytes = reader.stateBytes() / 1e6;
          equal = ScaleWorld.digest(reader.totals()).equals(expected);
        }
      }
      results.add(
          new Result(
              plan.step(),
              plan.instances(),
              lap + 1,
              settings.signals(),
              laps.get(lap),
              megabytes,
              equal));
    }
    return results;
  }

  /** The same records, by a cut-off of another name: where there are no records is room for it. */
  private static Cutoff further(Cutoff cutoff, int by) {
    return new Cutoff(
        cutoff.partitions().stream()
            .map(each ->
                new Cutoff.PartitionOffset(
                    each.topic(), each.partition(), each.id(), each.nextOffset() + by))
            .toList());
  }

  private <R> R inWorld(InWorld<R> bench) {
    try {
      Files.createDirectories(settings.directory());
      Path own = Files.createTempDirectory(settings.directory(), "scale");
      try (ScaleWorld world = ScaleWorld.start(own, progress)) {
        return bench.run(world, own);
      } finally {
        new TemporaryDirectory(own).close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bench cannot write to " + settings.directory(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(ExitCode.SERVICE_MISSING, "the bench was stopped", e);
    }
  }
}
