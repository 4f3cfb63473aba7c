package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.techindex.common.config.Settings;
import org.techindex.common.place.Gazetteer;
import org.techindex.ingest.IngestService;
import org.techindex.ingest.receive.Topics;
import org.techindex.local.SystemParts;
import org.techindex.local.SystemSettings;
import org.techindex.local.service.AdminServer;
import org.techindex.local.service.Health;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs ingest alone: from Kafka to the database, until stopped. */
@Command(
    name = "ingest",
    description = "Runs ingest alone, on the Kafka and the database that the settings name.",
    mixinStandardHelpOptions = true)
public final class IngestCommand extends ServiceCommand {

  @Within(least = 1, most = Within.MOST_PARTITIONS)
  @Option(
      names = "--create-topics",
      paramLabel = "PARTITIONS",
      description = "Makes the topics that are missing, with so many partitions each.")
  private int partitions;

  public IngestCommand() {
    super("ingest");
  }

  @Override
  void serve(Frame frame) throws InterruptedException {
    Settings settings = frame.settings();
    HikariDataSource database = frame.database();
    Map<String, String> kafka = SystemParts.kafka(settings);
    if (partitions > 0) {
      try (Admin admin = Admin.create(Map.copyOf(kafka))) {
        Topics.create(admin, partitions);
      }
    }
    IngestService service =
        new IngestService(
            kafka,
            database,
            SystemParts.classifier(),
            SystemParts.locator(settings, Gazetteer.load(), SystemParts.postcodes(settings)),
            SystemParts.ingest(settings),
            frame.meters().registry());
    Health health =
        new Health(
            service::isAlive,
            Map.of("database", () -> SystemParts.answers(database), "kafka", service::kafkaThere));
    try (service;
        AdminServer admin = frame.listen(SystemSettings.INGEST_ADMIN_PORT, health)) {
      frame.stopped().then(service::stop);
      service.start();
      frame.meters().watchJvm();
      System.err.println("ingest, health and metrics on port " + admin.port());
      service.await();
    }
  }
}
