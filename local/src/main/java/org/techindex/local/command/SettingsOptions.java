package org.techindex.local.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.config.Settings;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.RunningSystem;
import org.techindex.local.SystemParts;
import org.techindex.local.SystemSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options by which commands are told settings and find the services they work with. */
public final class SettingsOptions {

  @Mixin private final SettingsFile settings = new SettingsFile();

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "Data directory of the running `techindex local` to work with.")
  private Optional<Path> dataDirectory = Optional.empty();

  /**
   * All settings, checked.
   *
   * @throws OperatorException with a line for each mistake
   */
  public Settings read() {
    return settings.read();
  }

  /**
   * Kafka and the database as stated by the operator, else those of the running local system.
   *
   * @param kafka properties of a Kafka client
   * @param database JDBC address
   */
  public record Services(
      Map<String, String> kafka, String database, String user, String password) {}

  /**
   * @throws OperatorException if nobody stated them and no local system runs
   */
  public Services services(Settings settings) {
    String user = settings.get(SystemSettings.DATABASE_USER);
    String password = settings.get(SystemSettings.DATABASE_PASSWORD);
    boolean kafkaStated = settings.isStated(SystemSettings.KAFKA_BOOTSTRAP_SERVERS);
    boolean databaseStated = settings.isStated(SystemSettings.DATABASE_URL);
    if (kafkaStated || databaseStated) {
      return new Services(
          SystemParts.kafka(settings), settings.get(SystemSettings.DATABASE_URL), user, password);
    }
    RunningSystem running =
        RunningSystem.Notes.ofThisInstallation()
            .find(dataDirectory)
            .orElseThrow(() ->
                new OperatorException(
                    ExitCode.SERVICE_MISSING,
                    "no local system runs"
                        + dataDirectory.map(path -> " on " + path).orElse("")
                        + ": start `./techindex local` in another terminal, or name your"
                        + " services with --set kafka.bootstrap-servers=HOST:PORT and --set"
                        + " database.url=jdbc:postgresql://HOST/NAME"));
    return new Services(
        SystemParts.kafka(running.kafka(), Optional.empty()), running.database(), "postgres", "");
  }
}
