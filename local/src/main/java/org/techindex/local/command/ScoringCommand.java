package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.Callable;
import org.techindex.common.config.Settings;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.run.ExitCode;
import org.techindex.common.store.Migrations;
import org.techindex.local.SystemParts;
import org.techindex.scoring.ScoringService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs scoring alone: the live index and the releases that are due, until stopped. */
@Command(
    name = "scoring",
    description = "Keeps the live index and makes due releases, on the database of the settings.",
    mixinStandardHelpOptions = true)
public final class ScoringCommand implements Callable<Integer> {

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Override
  public Integer call() throws InterruptedException {
    Settings read = settings.read();
    read.describe().forEach(System.err::println);
    try (UntilStopped stopped = new UntilStopped();
        HikariDataSource database = SystemParts.database(read)) {
      Migrations.apply(database);
      ScoringService service =
          new ScoringService(
              database,
              SystemParts.method(read),
              Gazetteer.load(),
              SystemParts.classifier().version(),
              SystemParts.terms(read),
              SystemParts.kafka(read));
      try (service) {
        service.start();
        stopped.await();
      }
    }
    return ExitCode.DONE.number();
  }
}
