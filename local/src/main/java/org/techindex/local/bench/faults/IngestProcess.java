package org.techindex.local.bench.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.ingest.IngestService;
import org.techindex.ingest.IngestSettings;
import org.techindex.ingest.locate.Locator;

/** Ingest in a process of its own, so that it can be killed. */
final class IngestProcess {

  /** Small, so that every round has many transactions to be killed in. */
  static final int BATCH_RECORDS = 500;

  private static final Duration BATCH_INTERVAL = Duration.ofMillis(100);

  private IngestProcess() {}

  /**
   * @param arguments bootstrap servers and JDBC address
   */
  public static void main(String[] arguments) throws InterruptedException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[1]);
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(2_000);
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("socketTimeout", "5");
    Gazetteer gazetteer = Gazetteer.load();
    IngestSettings standard = IngestSettings.standard();
    try (HikariDataSource database = new HikariDataSource(config);
        IngestService service =
            new IngestService(
                Map.of("bootstrap.servers", arguments[0]),
                database,
                EvidenceClassifier.shipped(),
                new Locator(gazetteer, new NearestPlaceTerritory(gazetteer), Optional.empty()),
                new IngestSettings(
                    standard.group(),
                    BATCH_RECORDS,
                    BATCH_INTERVAL,
                    standard.preparers(),
                    standard.heldBytes()),
                new SimpleMeterRegistry())) {
      service.start();
      service.await();
    } catch (OperatorException e) {
      System.err.println("techindex: " + e.getMessage());
      System.exit(e.exitCode().number());
    }
  }
}
