package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.techindex.common.config.Settings;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.run.ExitCode;
import org.techindex.common.store.Migrations;
import org.techindex.local.SystemParts;
import org.techindex.local.SystemSettings;
import org.techindex.local.service.AdminServer;
import org.techindex.local.service.Health;
import org.techindex.local.service.Logging;
import org.techindex.local.service.ServiceMeters;
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
    Logging.apply(read);
    try (UntilStopped stopped = new UntilStopped();
        ServiceMeters meters =
            new ServiceMeters("scoring", read.find(SystemSettings.METRICS_OTLP_URL));
        HikariDataSource database = SystemParts.database(read)) {
      database.setMetricRegistry(meters.registry());
      Migrations.apply(database);
      ScoringService service =
          new ScoringService(
              database,
              SystemParts.method(read),
              Gazetteer.load(),
              SystemParts.classifier().version(),
              SystemParts.terms(read),
              SystemParts.kafka(read),
              meters.registry());
      Health health =
          new Health(service::isAlive, Map.of("database", () -> SystemParts.answers(database)));
      try (service;
          AdminServer admin =
              AdminServer.start(
                  read.get(SystemSettings.ADMIN_HOST),
                  read.get(SystemSettings.SCORING_ADMIN_PORT),
                  health,
                  meters)) {
        service.start();
        System.err.println("scoring, health and metrics on port " + admin.port());
        stopped.await();
      }
    }
    return ExitCode.DONE.number();
  }
}
