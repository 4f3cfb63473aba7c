package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
    Map<String, String> kafka = SystemParts.kafka(read);
    if (partitions > 0) {
      try (Admin admin = Admin.create(Map.copyOf(kafka))) {
        Topics.create(admin, partitions);
      }
    }
    try (UntilStopped stopped = new UntilStopped();
        HikariDataSource database = SystemParts.database(read)) {
      Migrations.apply(database);
      IngestService service =
          new IngestService(
              kafka,
              database,
              SystemParts.classifier(),
              SystemParts.locator(read, Gazetteer.load(), SystemParts.postcodes(read)),
              SystemParts.ingest(read),
              new SimpleMeterRegistry());
      try (service) {
        stopped.then(service::stop);
        service.start();
        service.await();
      }
    }
    return ExitCode.DONE.number();
  }
}
