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

/** Times totals on Kafka Streams by one, two and three processes, and under kills. */
@Command(
    name = "scale",
    description = {
      "Times totals of classified signals on Kafka Streams, each instance a process of its own,",
      "against one broker, and compares the totals with those of the scan."
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
      description = "Numbers of instances, one run each (default: ${DEFAULT-VALUE}).",
      defaultValue = "1,2,3")
  private List<Integer> instances = List.of(1, 2, 3);

  @Option(
      names = "--kills",
      description = "Processes killed in one more run of two (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int kills = 20;

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
            .run(instances, kills);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(results));
    } else {
      out.printf(
          "%9s %6s %10s %10s %14s %9s %11s  %s%n",
          "instances",
          "kills",
          "seconds",
          "a second",
          "a core-second",
          "state MB",
          "recovery s",
          "totals");
      for (ScaleBench.Result result : results) {
        out.printf(
            Locale.ROOT,
            "%9d %6d %10.1f %,10.0f %,14.0f %9.0f %11s  %s%n",
            result.instances(),
            result.kills(),
            result.seconds(),
            result.perSecond(),
            result.perProcessorSecond(),
            result.stateMegabytes(),
            result.kills() == 0 ? "" : String.format(Locale.ROOT, "%.1f", result.recoverySeconds()),
            result.equal() ? "equal" : "NOT EQUAL");
      }
    }
    out.flush();
    return (results.stream().allMatch(ScaleBench.Result::equal)
            ? ExitCode.DONE
            : ExitCode.SOME_INPUT_REFUSED)
        .number();
  }
}
