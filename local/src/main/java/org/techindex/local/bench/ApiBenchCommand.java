package org.techindex.local.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.techindex.common.run.ExitCode;
import org.techindex.local.TemporaryDirectory;
import org.techindex.local.command.Within;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the API beside nginx, which serves the same bytes as a file. */
@Command(
    name = "api",
    description = "Measures the API by wrk, beside nginx serving the same bytes as a file.",
    mixinStandardHelpOptions = true)
public final class ApiBenchCommand implements Callable<Integer> {

  @Within(least = 1)
  @Option(
      names = "--seconds",
      description = "Length of each measurement (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int seconds = 5;

  @Within(least = 1)
  @Option(
      names = "--rounds",
      description = "Measurements of each, in turn; the best counts (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int rounds = 3;

  @Within(least = 0)
  @Option(
      names = "--idle",
      description = "Idle connections to open at the end (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000")
  private int idleConnections = 10_000;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (TemporaryDirectory temporary = TemporaryDirectory.make("techindex-bench")) {
      Wrk wrk = Wrk.prepare(seconds);
      for (ApiBench.Line line : ApiBench.run(temporary.path(), wrk, rounds, idleConnections)) {
        out.printf(
            Locale.ROOT,
            "%-34s %12s   nginx %12s   %6s   asked %s%n",
            line.what(),
            line.api(),
            line.nginx(),
            line.ratio(),
            line.asked());
        out.flush();
      }
      return ExitCode.DONE.number();
    }
  }
}
