package org.techindex.local.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.techindex.common.config.Settings;
import org.techindex.common.run.ExitCode;
import org.techindex.local.DataDirectory;
import org.techindex.local.LocalSystem;
import org.techindex.local.RunningSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole system in this process, with data that stays. */
@Command(
    name = "local",
    description = "Runs everything in one process and keeps the data.",
    mixinStandardHelpOptions = true)
public final class LocalCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the data stay (default: .techindex/data beside the start script).")
  private Optional<Path> data = Optional.empty();

  @Within(least = 0, most = Within.HIGHEST_PORT)
  @Option(
      names = "--port",
      description = "Port of the map and API; 0 takes a free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int port;

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Settings read = settings.read();
    Path path = data.orElseGet(() -> RunningSystem.home().resolve("data"));
    DataDirectory directory = DataDirectory.open(path);
    try (UntilStopped stopped = new UntilStopped();
        LocalSystem system = LocalSystem.start(directory, true, Optional.of(port), read)) {
      system.startScoring();
      tell(system, directory, spec.commandLine().getOut());
      stopped.await();
    }
    return ExitCode.DONE.number();
  }

  private static void tell(LocalSystem system, DataDirectory directory, PrintWriter out) {
    out.println("map and API   " + system.pages());
    out.println("Kafka         " + system.bootstrapServers());
    out.println("data          " + directory.path());
    out.println(
        "In another terminal: ./techindex publish FILE --kind business --source NAME, then"
            + " ./techindex rank. Ctrl-C stops.");
    out.flush();
  }
}
