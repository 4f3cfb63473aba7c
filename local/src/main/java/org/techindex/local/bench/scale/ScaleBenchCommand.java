package org.techindex.local.bench.scale;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.command.Within;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Times totals on Kafka Streams by several processes, and disturbs them. */
@Command(
    name = "scale",
    description = {
      "Times Kafka Streams, each instance a process of its own, against one broker:"
          + " classify, from signals to classified ones; total, from these to totals. Then"
          + " two instances, from signals to totals, in rounds of kill -9 and forced"
          + " rebalances. Compares all totals with the scan's.",
      "Only the rounds: techindex bench scale --instances 0"
    },
    mixinStandardHelpOptions = true)
public final class ScaleBenchCommand implements Callable<Integer> {

  @Within(least = 1)
  @Option(
      names = "--signals",
      description = "Records of each run (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  private int signals = 1_000_000;

  @Within(least = 0, most = ScaleWorld.PARTITIONS)
  @Option(
      names = "--instances",
      split = ",",
      description = "Numbers of instances, one run each; 0: none (default: ${DEFAULT-VALUE}).",
      defaultValue = "1,2,3")
  private List<Integer> instances = List.of(1, 2, 3);

  @Within(least = 1)
  @Option(
      names = "--laps",
      description =
          "Times that the same processes of a run do all of it: the first compiles on the"
              + " way (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int laps = 4;

  @Option(
      names = "--share",
      description =
          "Share of a core that each instance may take where the speed is measured, up to"
              + " 1; 0: as much as there is (default: the most instances and the broker share the"
              + " cores alike, where this machine lets this user hold a process to a share).")
  private @Nullable Double share;

  @Within(least = 0)
  @Option(
      names = "--rounds",
      description =
          "Rounds of disturbance of two instances, the records shared out over them: a"
              + " process is killed, or both, or one that stays away; another joins or leaves; 0:"
              + " none (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int rounds = 20;

  @Within(least = 1)
  @Option(
      names = "--threads",
      description = "Threads of an instance (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int threads = 1;

  @Option(
      names = "--directory",
      description = "Where the data lie meanwhile (default: ${DEFAULT-VALUE}).",
      defaultValue = ".techindex/bench")
  private Path directory = Path.of(".techindex/bench");

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  /**
   * All that was measured.
   *
   * @param share of a core that each instance had to total; none: as much as there is
   */
  private record Report(
      OptionalDouble share,
      List<ScaleBench.Result> speed,
      Optional<ScaleBench.Written> written,
      Optional<DisturbedRun.Disturbed> disturbed) {

    boolean equal() {
      return speed.stream().allMatch(ScaleBench.Result::equal)
          && written.stream().allMatch(ScaleBench.Written::equal)
          && disturbed.stream().allMatch(each -> each.equal() && each.written());
    }
  }

  @Override
  public Integer call() {
    if (share != null && !(share >= 0 && share <= 1)) {
      throw new OperatorException(ExitCode.WRONG_USE, "--share is from 0 to 1: " + share);
    }
    PrintWriter err = spec.commandLine().getErr();
    List<Integer> counts = instances.stream().filter(count -> count > 0).toList();
    OptionalDouble held = counts.isEmpty() ? OptionalDouble.empty() : held(Collections.max(counts));
    ScaleBench bench =
        new ScaleBench(
            new ScaleBench.Settings(signals, laps, threads, held, directory),
            line -> {
              err.println(line);
              err.flush();
            });
    Optional<ScaleBench.Speed> speed =
        counts.isEmpty() ? Optional.empty() : Optional.of(bench.speed(counts));
    Report report =
        new Report(
            held,
            speed.map(ScaleBench.Speed::results).orElse(List.of()),
            speed.map(ScaleBench.Speed::written),
            rounds > 0 ? Optional.of(bench.disturbed(rounds)) : Optional.empty());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(report));
    } else {
      if (!counts.isEmpty()) {
        out.println(
            held.isPresent()
                ? String.format(
                    Locale.ROOT,
                    "each instance has %.2f of a core to total, the one that classifies what there"
                        + " is",
                    held.getAsDouble())
                : "each instance has as much of the processors as there is");
        print(out, report.speed());
      }
      report.written().ifPresent(written -> print(out, written));
      report.disturbed().ifPresent(disturbed -> print(out, disturbed));
    }
    out.flush();
    return (report.equal() ? ExitCode.DONE : ExitCode.SOME_INPUT_REFUSED).number();
  }

  /** The share of a core that each instance may take; none: as much as there is. */
  private OptionalDouble held(int most) {
    if (share != null) {
      return share > 0 ? OptionalDouble.of(share) : OptionalDouble.empty();
    }
    double alike = Math.min(1, Runtime.getRuntime().availableProcessors() / (most + 1.0));
    return CoreShare.isPossible() ? OptionalDouble.of(alike) : OptionalDouble.empty();
  }

  /** How many times as many records a second as one instance in the same lap. */
  private static String toOne(ScaleBench.Result result, List<ScaleBench.Result> results) {
    return results.stream()
        .filter(each -> each.step() == result.step() && each.lap() == result.lap())
        .filter(each -> each.instances() == 1 && result.instances() > 1)
        .map(one -> String.format(Locale.ROOT, "%.2f", result.perSecond() / one.perSecond()))
        .findFirst()
        .orElse("");
  }

  private static void print(PrintWriter out, List<ScaleBench.Result> results) {
    out.printf(
        "%-8s %9s %3s %7s %9s %8s %10s %6s %14s %12s %8s  %s%n",
        "step",
        "instances",
        "lap",
        "start s",
        "start cpu",
        "seconds",
        "a second",
        "to one",
        "a core-second",
        "broker cpu s",
        "state MB",
        "totals");
    for (ScaleBench.Result result : results) {
      ScaleRun.Taken taken = result.taken();
      boolean totals = result.step().totals();
      out.printf(
          Locale.ROOT,
          "%-8s %9d %3d %7.1f %9.1f %8.1f %,10.0f %6s %,14.0f %12.1f %8s  %s%n",
          result.step().name().toLowerCase(Locale.ROOT),
          result.instances(),
          result.lap(),
          taken.startSeconds(),
          taken.startProcessorSeconds(),
          taken.seconds(),
          result.perSecond(),
          toOne(result, results),
          result.perProcessorSecond(),
          taken.brokerSeconds(),
          totals ? String.format(Locale.ROOT, "%.0f", result.stateMegabytes()) : "",
          !totals ? "" : verdict(result.equal()));
    }
  }

  private static void print(PrintWriter out, ScaleBench.Written written) {
    out.printf(
        Locale.ROOT,
        "in the database: %,d rows after %.1f s by one writer, %.0f bytes each with the index,"
            + " totals %s%n",
        written.rows(),
        written.seconds(),
        written.bytesOfARow(),
        verdict(written.equal()));
  }

  private static void print(PrintWriter out, DisturbedRun.Disturbed disturbed) {
    out.printf(
        Locale.ROOT,
        "disturbed: %,d records, %d rounds in %.0f s, %d kills, %d moves of partitions%n",
        disturbed.signals(),
        disturbed.rounds().size(),
        disturbed.seconds(),
        disturbed.kills(),
        disturbed.moves());
    out.printf(
        Locale.ROOT,
        "  back after %.1f s in the mean, %.1f s at most; all totalled after %.1f s, %.1f s at"
            + " most; state %.0f MB%n",
        disturbed.rounds().stream()
            .mapToDouble(DisturbedRun.Round::backSeconds)
            .average()
            .orElse(0),
        disturbed.rounds().stream().mapToDouble(DisturbedRun.Round::backSeconds).max().orElse(0),
        disturbed.rounds().stream()
            .mapToDouble(DisturbedRun.Round::totalledSeconds)
            .average()
            .orElse(0),
        disturbed.rounds().stream()
            .mapToDouble(DisturbedRun.Round::totalledSeconds)
            .max()
            .orElse(0),
        disturbed.stateMegabytes());
    out.println(
        "  totals "
            + verdict(disturbed.equal())
            + ", in the database "
            + verdict(disturbed.written()));
  }

  private static String verdict(boolean equal) {
    return equal ? "equal" : "NOT EQUAL";
  }
}
