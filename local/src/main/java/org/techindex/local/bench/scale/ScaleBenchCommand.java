package org.techindex.local.bench.scale;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.techindex.common.run.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Times totals on Kafka Streams by several processes, and under kills. */
@Command(
    name = "scale",
    description = {
      "Times Kafka Streams, each instance a process of its own, against one broker: classify, from",
      "signals to classified ones; total, from these to totals; both at once under kills. Compares",
      "the totals with those of the scan."
    },
    mixinStandardHelpOptions = true)
public final class ScaleBenchCommand implements Callable<Integer> {

  @Option(
      names = "--signals",
      description = "Records on the topics (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  private int signals = 1_000_000;

  @Option(
      names = "--instances",
      split = ",",
      description = "Numbers of instances, one run each; 0: none (default: ${DEFAULT-VALUE}).",
      defaultValue = "1,2,3")
  private List<Integer> instances = List.of(1, 2, 3);

  @Option(
      names = "--rounds",
      description = {
        "Rounds of disturbance in one more run of two, from signals to totals: in each a process",
        "is killed, in every other one joins or leaves (default: ${DEFAULT-VALUE})."
      },
      defaultValue = "20")
  private int rounds = 20;

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

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    List<ScaleBench.Result> results =
        new ScaleBench(
                signals,
                threads,
                directory,
                line -> {
                  err.println(line);
                  err.flush();
                })
            .run(instances.stream().filter(count -> count > 0).toList(), rounds);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(results));
    } else {
      print(out, results);
    }
    out.flush();
    return (results.stream().allMatch(ScaleBench.Result::equal)
            ? ExitCode.DONE
            : ExitCode.SOME_INPUT_REFUSED)
        .number();
  }

  private static void print(PrintWriter out, List<ScaleBench.Result> results) {
    out.printf(
        "%-8s %9s %3s %7s %9s %8s %10s %14s %8s %5s %5s %10s  %s%n",
        "step",
        "instances",
        "lap",
        "start s",
        "start cpu",
        "seconds",
        "a second",
        "a core-second",
        "state MB",
        "kills",
        "moves",
        "recovery s",
        "totals");
    for (ScaleBench.Result result : results) {
      ScaleRun.Taken taken = result.taken();
      boolean totals = result.plan().step().totals();
      out.printf(
          Locale.ROOT,
          "%-8s %9d %3d %7.1f %9.1f %8.1f %,10.0f %,14.0f %8s %5d %5d %10s  %s%n",
          result.plan().step().name().toLowerCase(Locale.ROOT),
          result.plan().instances(),
          result.lap(),
          taken.startSeconds(),
          taken.startProcessorSeconds(),
          taken.seconds(),
          result.perSecond(),
          result.perProcessorSecond(),
          totals ? String.format(Locale.ROOT, "%.0f", result.stateMegabytes()) : "",
          taken.disturbed().kills(),
          taken.disturbed().moves(),
          orNothing("%.1f", taken.disturbed().recoverySeconds()),
          !totals ? "" : result.equal() ? "equal" : "NOT EQUAL");
    }
  }

  private static String orNothing(String format, double number) {
    return Double.isNaN(number) ? "" : String.format(Locale.ROOT, format, number);
  }
}
