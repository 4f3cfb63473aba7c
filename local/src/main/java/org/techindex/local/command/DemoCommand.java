package org.techindex.local.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.techindex.common.config.Settings;
import org.techindex.common.method.MethodFile;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.DataDirectory;
import org.techindex.local.LocalSystem;
import org.techindex.local.RankingText;
import org.techindex.local.SystemParts;
import org.techindex.local.TemporaryDirectory;
import org.techindex.local.sample.SampleWorld;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole path on sample signals, and forgets them. */
@Command(
    name = "demo",
    description = {
      "Runs everything in one process on sample signals and prints the ranking.",
      "The sample is a reconstruction from the tables of 2018: nothing in it exists."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  private static final Duration LONGEST_INGEST = Duration.ofMinutes(10);
  private static final int ROWS = 10;

  @Within(least = 0, most = Within.HIGHEST_PORT)
  @Option(
      names = "--port",
      description = "Port of the map and API; 0 takes a free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int port;

  @Option(names = "--exit", description = "Stops after printing the ranking.")
  private boolean exit;

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings read = settings.read();
    PrintWriter out = spec.commandLine().getOut();
    try (UntilStopped stopped = new UntilStopped();
        TemporaryDirectory temporary = TemporaryDirectory.make("techindex-demo")) {
      LocalSystem system =
          LocalSystem.start(
              DataDirectory.open(temporary.path()),
              false,
              exit ? Optional.empty() : Optional.of(port),
              read);
      try (system) {
        show(system, SystemParts.method(read), out);
        if (!exit) {
          system.startScoring();
          out.println("map and API   " + system.pages() + "   (Ctrl-C stops)");
          out.flush();
          stopped.await();
        }
      }
    }
    return ExitCode.DONE.number();
  }

  private static void show(LocalSystem system, MethodFile method, PrintWriter out)
      throws InterruptedException {
    YearMonth month = YearMonth.now(ZoneOffset.UTC);
    SampleWorld world = new SampleWorld(system.gazetteer(), month);
    long published = system.publish(world::forEach);
    if (!system.awaitStored(LONGEST_INGEST)) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING, "the sample is not stored after 10 minutes: is the disk full?");
    }
    out.printf(Locale.ROOT, "%,d sample signals, none of which exists%n", published);
    for (SectorRanking ranking : system.stored().rank(method.method(), month)) {
      out.println();
      RankingText.lines(ranking, ROWS).forEach(out::println);
    }
    out.println();
    out.flush();
  }
}
