package org.techindex.local.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.techindex.common.run.ExitCode;
import org.techindex.ingest.receive.Topics;
import org.techindex.local.SystemParts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the topics that are missing. */
@Command(
    name = "topics",
    description =
        "Makes the topics that are missing: the four of signals and index.releases keep"
            + " everything, signals.rejected keeps 90 days.",
    mixinStandardHelpOptions = true)
public final class TopicsCommand implements Callable<Integer> {

  @Within(least = 1, most = Within.MOST_PARTITIONS)
  @Option(
      names = "--partitions",
      description = "Of each topic of signals (default: ${DEFAULT-VALUE}).",
      defaultValue = "6")
  private int partitions;

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    try (Admin admin = Admin.create(Map.copyOf(SystemParts.kafka(settings.read())))) {
      Topics.create(admin, partitions);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "topics "
            + String.join(", ", Topics.ofSignals())
            + ", "
            + Topics.REJECTED
            + ", "
            + Topics.RELEASES);
    out.flush();
    return ExitCode.DONE.number();
  }
}
