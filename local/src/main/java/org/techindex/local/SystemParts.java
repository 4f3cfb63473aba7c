package org.techindex.local;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.techindex.api.ApiSettings;
import org.techindex.api.MapStyle;
import org.techindex.common.config.Settings;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.BoundaryTerritory;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.place.PostcodeDirectory;
import org.techindex.common.place.Territory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.SectorClassifier;
import org.techindex.ingest.IngestSettings;
import org.techindex.ingest.locate.Locator;
import org.techindex.scoring.release.ReleaseTerms;

/** Makes the parts that several commands need from the settings. */
public final class SystemParts {

  private static final long CONNECT_MILLISECONDS = 10_000;
  private static final int PROBE_SECONDS = 2;

  private SystemParts() {}

  /**
   * A pool of connections.
   *
   * @throws OperatorException if the database does not answer
   */
  public static HikariDataSource database(
      String url, String user, String password, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLISECONDS);
    config.setPoolName("techindex");
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException | IllegalArgumentException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the database at "
              + url
              + " does not answer ("
              + reason(e)
              + "): start it, or name another with --set database.url=...",
          e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /**
   * Properties for Kafka clients: the file that the settings name, and the brokers.
   *
   * @throws OperatorException if the file cannot be read
   */
  public static Map<String, String> kafka(String bootstrapServers, Optional<Path> propertiesFile) {
    Map<String, String> properties = new HashMap<>();
    propertiesFile.ifPresent(path -> {
      Properties read = new Properties();
      try (Reader reader = Files.newBufferedReader(path)) {
        read.load(reader);
      } catch (IOException e) {
        throw new OperatorException(
            ExitCode.WRONG_USE,
            "cannot read the Kafka properties " + path + ": is the file there, and UTF-8?",
            e);
      }
      read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
    });
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  /**
   * The pool that the settings name.
   *
   * @throws OperatorException if the database does not answer
   */
  public static HikariDataSource database(Settings settings) {
    return database(
        settings.get(SystemSettings.DATABASE_URL),
        settings.get(SystemSettings.DATABASE_USER),
        settings.get(SystemSettings.DATABASE_PASSWORD),
        settings.get(SystemSettings.DATABASE_CONNECTIONS));
  }

  /** Whether the database answers within two seconds of a connection being had. */
  public static boolean answers(DataSource database) {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(PROBE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Properties for Kafka clients, as the settings name them. */
  public static Map<String, String> kafka(Settings settings) {
    return kafka(
        settings.get(SystemSettings.KAFKA_BOOTSTRAP_SERVERS),
        settings.find(SystemSettings.KAFKA_PROPERTIES));
  }

  /** The classifier that ships with the project. */
  public static SectorClassifier classifier() {
    return EvidenceClassifier.shipped();
  }

  public static IngestSettings ingest(Settings settings) {
    IngestSettings standard = IngestSettings.standard();
    return new IngestSettings(
        settings.get(SystemSettings.INGEST_GROUP),
        settings.get(SystemSettings.INGEST_BATCH_RECORDS),
        standard.batchInterval(),
        standard.preparers(),
        standard.heldBytes());
  }

  /** Places by the gazetteer, and by the postcodes and boundaries that the operator names. */
  public static Locator locator(
      Settings settings, Gazetteer gazetteer, Optional<PostcodeDirectory> postcodes) {
    return new Locator(gazetteer, territory(settings, gazetteer), postcodes);
  }

  /** The postcodes that the operator names. */
  public static Optional<PostcodeDirectory> postcodes(Settings settings) {
    return settings.find(SystemSettings.PLACE_POSTCODES).map(PostcodeDirectory::load);
  }

  /** Regions by the boundaries that the operator names, else by the nearest place. */
  private static Territory territory(Settings settings, Gazetteer gazetteer) {
    return settings
        .find(SystemSettings.PLACE_BOUNDARIES)
        .<Territory>map(path -> BoundaryTerritory.load(path, gazetteer))
        .orElseGet(() -> new NearestPlaceTerritory(gazetteer));
  }

  /** The method of the live index. */
  public static MethodFile method(Settings settings) {
    return MethodFile.find(settings.get(SystemSettings.SCORING_METHOD));
  }

  /** What every release states about itself. */
  public static ReleaseTerms terms(Settings settings) {
    return ReleaseTerms.of(
        settings.get(SystemSettings.RELEASE_LICENCE), settings.get(SystemSettings.RELEASE_CONTACT));
  }

  public static ApiSettings api(Settings settings) {
    return new ApiSettings(
        settings.get(SystemSettings.API_HOST),
        settings.get(SystemSettings.API_PORT),
        settings.get(SystemSettings.API_ADMIN_PORT),
        settings.get(SystemSettings.API_REQUESTS_PER_MINUTE),
        settings.get(SystemSettings.API_BEHIND_PROXY),
        ApiSettings.IDLE_TIMEOUT_SECONDS,
        mapStyle(settings),
        settings.find(SystemSettings.API_RETIRING).orElse(Map.of()));
  }

  /** The base map that the settings name; empty for the own one. */
  public static Optional<MapStyle> mapStyle(Settings settings) {
    return settings
        .find(SystemSettings.API_MAP_STYLE)
        .map(style ->
            new MapStyle(style, settings.find(SystemSettings.API_MAP_HOSTS).orElse(List.of())));
  }
}
