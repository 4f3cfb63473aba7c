package org.techindex.local.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.techindex.common.run.ExitCode;
import org.techindex.local.SystemParts;
import org.techindex.local.service.BrokerUsers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the users of a Kafka that asks for passwords, and changes these. */
@Command(
    name = "broker-users",
    description = {
      "Makes the users of Kafka (SCRAM-SHA-512): techindex_ingest, _scoring and _publish.",
      "Run where the brokers trust you, at first and whenever a password changes."
    },
    mixinStandardHelpOptions = true)
public final class BrokerUsersCommand implements Callable<Integer> {

  @Option(
      names = "--passwords",
      paramLabel = "DIR",
      required = true,
      description = "Holds a file for each user, of its name, with its password.")
  private Path passwords = Path.of("");

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    try (Admin admin = Admin.create(Map.copyOf(SystemParts.kafka(settings.read())))) {
      BrokerUsers.make(admin, passwords);
    }
    spec.commandLine().getOut().println("users " + String.join(", ", BrokerUsers.ALL));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE.number();
  }
}
