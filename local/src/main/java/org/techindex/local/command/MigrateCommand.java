package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.store.Migrations;
import org.techindex.local.SystemParts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the database to the schema of this version. */
@Command(
    name = "migrate",
    description = "Brings the database that the settings name to the schema of this version.",
    mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (HikariDataSource database = SystemParts.database(settings.read())) {
      List<String> missing = Migrations.missing(database);
      Migrations.apply(
          database,
          line -> {
            out.println(line);
            out.flush();
          });
      missing.forEach(step -> out.println("applied " + step));
      out.println("the schema is that of this version");
    } finally {
      out.flush();
    }
    return ExitCode.DONE.number();
  }
}
