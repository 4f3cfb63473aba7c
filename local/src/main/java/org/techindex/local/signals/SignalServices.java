package org.techindex.local.signals;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.config.Settings;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.SystemSettings;
import org.techindex.local.command.SettingsOptions;

/** The database and the client properties of Kafka for one command. */
record SignalServices(DataSource database, Map<String, String> kafka) {

  /**
   * @throws OperatorException if nobody stated them and no local system runs
   */
  static SignalServices of(SettingsOptions options) {
    Settings settings = options.read();
    SettingsOptions.Services services = options.services(settings);
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(services.database());
    database.setUser(services.user());
    database.setPassword(services.password());
    return new SignalServices(
        database, kafka(services.kafka(), settings.find(SystemSettings.KAFKA_PROPERTIES)));
  }

  private static Map<String, String> kafka(String bootstrapServers, Optional<Path> file) {
    Map<String, String> kafka = new HashMap<>();
    if (file.isPresent()) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file.get())) {
        properties.load(reader);
      } catch (IOException e) {
        throw new OperatorException(
            ExitCode.WRONG_USE,
            "cannot read the Kafka properties " + file.get() + ": is the file there, and UTF-8?",
            e);
      }
      properties.stringPropertyNames().forEach(key -> kafka.put(key, properties.getProperty(key)));
    }
    kafka.put("bootstrap.servers", bootstrapServers);
    return Map.copyOf(kafka);
  }

  static OperatorException unanswered(SQLException e) {
    return new OperatorException(
        ExitCode.SERVICE_MISSING, "the database does not answer: " + e.getMessage(), e);
  }
}
