package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.techindex.common.run.ExitCode;
import org.techindex.local.SystemParts;
import org.techindex.local.service.DatabaseRoles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the users of the database, and changes their passwords. */
@Command(
    name = "roles",
    description = {
      "Makes the users of the database: techindex_migrate, _ingest, _scoring and _api.",
      "Run as a superuser, at first and whenever a password changes."
    },
    mixinStandardHelpOptions = true)
public final class RolesCommand implements Callable<Integer> {

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
  public Integer call() {
    try (HikariDataSource database = SystemParts.database(settings.read())) {
      DatabaseRoles.make(database, passwords);
    }
    spec.commandLine().getOut().println("roles " + String.join(", ", DatabaseRoles.ALL));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE.number();
  }
}
