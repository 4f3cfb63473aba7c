package org.techindex.local.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.method.ClustererSpec;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NearestPlaceTerritory;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.run.Progress;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestKafka;
import org.techindex.common.testing.TestPostgres;
import org.techindex.ingest.IngestService;
import org.techindex.ingest.IngestSettings;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.publish.PublishReport;
import org.techindex.ingest.publish.PublishRun;
import org.techindex.ingest.receive.Topics;
import org.techindex.local.sample.PublishedTable;
import org.techindex.scoring.ScoringRun;
import org.techindex.scoring.identity.ClusterIds;
import org.techindex.scoring.release.ReleaseCheck;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;

/**
 * The published index of 2018, back from signals: published to Kafka, classified, located, stored,
 * totalled, clustered around the published centres, named and weighed.
 *
 * <p>Two rows of the article break its own rule that regions are those of the towns, in their
 * order: Northampton lies in the East Midlands, which "Oxford, Northampton, Milton Keynes" leaves
 * out, and "Luton, Northampton, Milton Keynes" of AI and Data names them in another order.
 */
class PublishedIndexTest {

  private static final Map<String, String> REGIONS_BY_RULE =
      Map.of(
          "All sectors 6", "South East, East Midlands",
          "AI and Data 9", "East, East Midlands, South East");

  private static final MethodFile METHOD = MethodFile.find("uktii-2");
  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private static final EvidenceClassifier CLASSIFIER = EvidenceClassifier.shipped();
  private static final TestKafka KAFKA = TestKafka.start(Map.of());

  @TempDir private Path directory;

  @AfterAll
  static void stopKafka() {
    KAFKA.close();
  }

  @Test
  void fiveSectorsComeBackFromTheirSignals() throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (Sector sector : Sector.CLASSIFIED) {
      lines.addAll(world(sector, sector));
    }

    List<SectorRanking> rankings = ranked(lines);

    for (Sector sector : Sector.CLASSIFIED) {
      assertThat(printed(rankings.get(sector.ordinal()))).isEqualTo(published(sector));
    }
  }

  @Test
  void allSectorsComeBackFromSignalsOfAnySector() throws IOException, InterruptedException {
    List<SectorRanking> rankings = ranked(world(Sector.ALL_SECTORS, Sector.CLEAN_GROWTH));

    assertThat(printed(rankings.get(Sector.ALL_SECTORS.ordinal())))
        .isEqualTo(published(Sector.ALL_SECTORS));
  }

  private static List<String> world(Sector table, Sector statedSector) {
    if (!(METHOD.method().clusterer() instanceof ClustererSpec.NearestCentroid centroids)) {
      throw new IllegalStateException("uktii-2 clusters around given centres");
    }
    return new PublishedWorld(GAZETTEER, centroids, table, statedSector).csv();
  }

  private static List<String> published(Sector sector) {
    return PublishedTable.rows(sector).stream()
        .map(row ->
            line(
                row.rank(),
                String.join(", ", row.towns()),
                REGIONS_BY_RULE.getOrDefault(
                    sector.title() + " " + row.rank(), String.join(", ", row.regions())),
                row.percentage()))
        .toList();
  }

  private static List<String> printed(SectorRanking ranking) {
    return ranking.clusters().stream().limit(10).map(PublishedIndexTest::line).toList();
  }

  private static String line(RankedCluster cluster) {
    return line(
        cluster.rank(), cluster.name(), String.join(", ", cluster.regions()), cluster.percentage());
  }

  private static String line(int rank, String name, String regions, double percentage) {
    return String.format(Locale.ROOT, "%d | %s | %s | %.1f", rank, name, regions, percentage);
  }

  /** The tables after the signals went the whole way. */
  private List<SectorRanking> ranked(List<String> lines) throws IOException, InterruptedException {
    Path file = directory.resolve("signals.csv");
    Files.write(file, Stream.concat(Stream.of(PublishedWorld.HEADER), lines.stream()).toList());
    TestDatabase database = TestPostgres.freshDatabase();
    Map<String, String> client = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
    for (String topic : Topics.ofSignals()) {
      KAFKA.createTopic(topic, 2);
    }
    try (Admin admin = Admin.create(new HashMap<>(client));
        IngestService ingest =
            new IngestService(
                client,
                database.dataSource(),
                CLASSIFIER,
                new Locator(GAZETTEER, new NearestPlaceTerritory(GAZETTEER), Optional.empty()),
                IngestSettings.standard(),
                new SimpleMeterRegistry())) {
      Topics.create(admin, 2);
      ingest.start();
      PublishReport report =
          new PublishRun(
                  new PublishRun.PublishOrder(
                      List.of(file),
                      Optional.of(SignalKind.BUSINESS),
                      Optional.of("published tables"),
                      Optional.empty(),
                      Optional.empty()),
                  Progress.Display.standardError())
              .publish(client);
      assertThat(report.refused()).isZero();
      assertThat(ingest.awaitCaughtUp(Duration.ofMinutes(2))).isTrue();
    }
    YearMonth june = YearMonth.of(2018, 6);
    PostgresTotals totals =
        PostgresTotals.scan(
            database.dataSource(),
            new ScanSettings(
                june, METHOD.method().influenceReachKilometres(), CLASSIFIER.version()));
    List<SectorRanking> rankings =
        new ScoringRun(METHOD.method(), GAZETTEER, ClusterIds.NONE).run(totals, june, "2018-06.v1");
    assertThat(ReleaseCheck.broken(rankings)).isEmpty();
    return rankings;
  }
}
