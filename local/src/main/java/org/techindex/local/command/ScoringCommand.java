package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.techindex.common.config.Settings;
import org.techindex.common.place.Gazetteer;
import org.techindex.local.SystemParts;
import org.techindex.local.SystemSettings;
import org.techindex.local.service.AdminServer;
import org.techindex.local.service.Health;
import org.techindex.scoring.ScoringService;
import picocli.CommandLine.Command;

/** Runs scoring alone: the live index and the releases that are due, until stopped. */
@Command(
    name = "scoring",
    description = "Keeps the live index and makes due releases, on the database of the settings.",
    mixinStandardHelpOptions = true)
public final class ScoringCommand extends ServiceCommand {

  public ScoringCommand() {
    super("scoring");
  }

  @Override
  void serve(Frame frame) throws InterruptedException {
    Settings settings = frame.settings();
    HikariDataSource database = frame.database();
    ScoringService service =
        new ScoringService(
            database,
            SystemParts.method(settings),
            Gazetteer.load(),
            SystemParts.classifier().version(),
            SystemParts.terms(settings),
            SystemParts.kafka(settings),
            frame.meters().registry());
    Health health =
        new Health(service::isAlive, Map.of("database", () -> SystemParts.answers(database)));
    try (service;
        AdminServer admin = frame.listen(SystemSettings.SCORING_ADMIN_PORT, health)) {
      service.start();
      frame.meters().watchJvm();
      System.err.println("scoring, health and metrics on port " + admin.port());
      frame.stopped().await();
    }
  }
}
