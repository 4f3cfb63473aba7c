package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.techindex.common.config.Settings;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.run.ExitCode;
import org.techindex.common.store.Migrations;
import org.techindex.ingest.IngestService;
import org.techindex.ingest.receive.Topics;
import org.techindex.local.SystemParts;
import org.techindex.local.SystemSettings;
import org.techindex.local.service.AdminServer;
import org.techindex.local.service.Health;
import org.techindex.local.service.Logging;
import org.techindex.local.service.ServiceMeters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs ingest alone: from Kafka to the database, until stopped. */
@Command(
    name = "ingest",
    description = "Runs ingest alone, on the Kafka and the database that the settings name.",
    mixinStandardHelpOptions = true)
public final class IngestCommand implements Callable<Integer> {

  @Option(
      names = "--create-topics",
      paramLabel = "PARTITIONS",
      description = "Makes the topics that are missing, with so many partitions each.")
  private int partitions;

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Override
  public Integer call() throws InterruptedException {
    Settings read = settings.read();
    read.describe().forEach(System.err::println);
    Logging.apply(read);
    Map<String, String> kafka = SystemParts.kafka(read);
    if (partitions > 0) {
      try (Admin admin = Admin.create(Map.copyOf(kafka))) {
        Topics.create(admin, partitions);
      }
    }
    try (UntilStopped stopped = new UntilStopped();
        ServiceMeters meters =
            new ServiceMeters("ingest", read.find(SystemSettings.METRICS_OTLP_URL));
        HikariDataSource database = SystemParts.database(read)) {
      database.setMetricRegistry(meters.registry());
      Migrations.apply(database);
      IngestService service =
          new IngestService(
              kafka,
              database,
              SystemParts.classifier(),
              SystemParts.locator(read, Gazetteer.load(), SystemParts.postcodes(read)),
              SystemParts.ingest(read),
              meters.registry());
      Health health =
          new Health(
              service::isAlive,
              Map.of(
                  "database", () -> SystemParts.answers(database), "kafka", service::kafkaThere));
      try (service;
          AdminServer admin =
              AdminServer.start(
                  read.get(SystemSettings.ADMIN_HOST),
                  read.get(SystemSettings.INGEST_ADMIN_PORT),
                  health,
                  meters)) {
        stopped.then(service::stop);
        service.start();
        System.err.println("ingest, health and metrics on port " + admin.port());
        service.await();
      }
    }
    return ExitCode.DONE.number();
  }
}
