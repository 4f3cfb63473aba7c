package org.techindex.local.bench.ingest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.ingest.IngestService;
import org.techindex.ingest.IngestSettings;
import org.techindex.ingest.locate.Locator;

/**
 * Ingest in a process of its own, like the peer it is measured beside, in a heap that a backlog of
 * any size has to do with.
 */
final class IngestWorker {

  static final int HEAP_MEGABYTES = 512;
  private static final int YOUNG_MEGABYTES = 320;

  /** What is kept for long is the model and the gazetteer; most of the heap is for what passes. */
  static final List<String> JVM_OPTIONS =
      List.of("-Xmx" + HEAP_MEGABYTES + "m", "-Xmn" + YOUNG_MEGABYTES + "m", "-XX:+UseParallelGC");

  private static final int CONNECTIONS = 6;

  private IngestWorker() {}

  /**
   * Runs until it is killed.
   *
   * @param arguments bootstrap servers and JDBC address
   */
  public static void main(String[] arguments) throws InterruptedException {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(arguments[1]);
    pool.setMaximumPoolSize(CONNECTIONS);
    Gazetteer gazetteer = Gazetteer.load();
    try (HikariDataSource database = new HikariDataSource(pool);
        IngestService service =
            new IngestService(
                Map.of("bootstrap.servers", arguments[0]),
                database,
                EvidenceClassifier.shipped(),
                new Locator(gazetteer, new NearestPlaceTerritory(gazetteer), Optional.empty()),
                IngestSettings.standard(),
                new SimpleMeterRegistry())) {
      service.start();
      service.await();
    }
  }
}
