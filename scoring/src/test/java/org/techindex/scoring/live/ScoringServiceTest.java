package org.techindex.scoring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.techindex.common.grid.Cell;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.LiveSources;
import org.techindex.common.release.LiveState;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.scoring.ScoringService;
import org.techindex.scoring.release.ReleaseMaker;
import org.techindex.scoring.release.ReleaseStore;
import org.techindex.scoring.release.ReleaseTerms;
import org.techindex.scoring.total.StoredWorld;
import org.techindex.scoring.total.StoredWorld.Version;

class ScoringServiceTest {

  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final StoredWorld world = new StoredWorld(database);

  private void store(String name, Cell cell, int count) {
    List<Version> versions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      versions.add(Version.of(SignalKind.BUSINESS, name + i, cell));
    }
    world.store(versions);
    database.execute("notify " + LiveState.BATCH_CHANNEL);
  }

  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }

  private static ScoringService service(HikariDataSource pool) {
    return service(pool, StoredWorld.CLASSIFIER);
  }

  private static ScoringService service(HikariDataSource pool, String classifier) {
    ScoringService service =
        new ScoringService(
            pool,
            MethodFile.byDefault(),
            GAZETTEER,
            classifier,
            ReleaseTerms.of("CC-BY-4.0", "index@example.org"),
            Map.of(),
            new SimpleMeterRegistry());
    service.start();
    return service;
  }

  private byte[] document(String name) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select content from live_document where name = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getBytes(1) : new byte[0];
      }
    }
  }

  private List<String> liveClusters() throws SQLException {
    byte[] content = document("sectors/ai-and-data.json");
    return content.length == 0
        ? List.of()
        : RankingJson.read(content, SectorRanking.class).clusters().stream()
            .map(SectorRanking.RankedCluster::name)
            .toList();
  }

  @Test
  void theLiveIndexFollowsWhatIsCommittedAndSaysHowFar() throws SQLException {
    store("london", StoredWorld.LONDON, 30);
    try (HikariDataSource pool = pool();
        ScoringService _ = service(pool)) {
      await().atMost(PATIENCE).until(() -> liveClusters().equals(List.of("London")));
      store("leeds", StoredWorld.LEEDS, 50);
      await().atMost(PATIENCE).until(() -> liveClusters().equals(List.of("Leeds", "London")));
    }
    LiveState state = RankingJson.read(document("live.json"), LiveState.class);
    assertThat(state.revision()).isEqualTo(2);
    assertThat(state.signals()).isEqualTo(80);
    assertThat(state.cutoff().partitions()).hasSize(4);
  }

  @Test
  void whatTheLiveIndexIsMadeFromIsCountedAgainWhenThereIsMore() {
    store("london", StoredWorld.LONDON, 30);
    try (HikariDataSource pool = pool();
        ScoringService _ = service(pool)) {
      await().atMost(PATIENCE).until(() -> businessesCovered() == 30);
      store("leeds", StoredWorld.LEEDS, 50);
      await().atMost(PATIENCE).until(() -> businessesCovered() == 80);
    }
  }

  private long businessesCovered() throws SQLException {
    byte[] content = document(LiveSources.DOCUMENT);
    return content.length == 0
        ? 0
        : RankingJson.read(content, LiveSources.class).coverage().stream()
            .filter(each -> each.kind().equals("business"))
            .mapToLong(Manifest.SourceCoverage::signals)
            .sum();
  }

  @Test
  void ofTwoInstancesTheSecondTakesOverWhenTheFirstEnds() throws SQLException {
    store("london", StoredWorld.LONDON, 30);
    try (HikariDataSource firstPool = pool();
        HikariDataSource secondPool = pool()) {
      ScoringService first = service(firstPool);
      await().atMost(PATIENCE).until(() -> liveClusters().equals(List.of("London")));
      try (ScoringService _ = service(secondPool)) {
        first.close();
        store("leeds", StoredWorld.LEEDS, 50);
        await().atMost(PATIENCE).until(() -> liveClusters().equals(List.of("Leeds", "London")));
      }
    }
  }

  @Test
  void aReleaseThatIsDueIsMadeOnceByTwoInstances() {
    store("london", StoredWorld.LONDON, 30);
    database.execute(
        "insert into release_calendar (id, due_at) values ('2026-10', now() - interval '1 minute')");
    ReleaseStore releases = new ReleaseStore(database.dataSource());
    try (HikariDataSource firstPool = pool();
        HikariDataSource secondPool = pool();
        ScoringService _ = service(firstPool);
        ScoringService _ = service(secondPool)) {
      await().atMost(PATIENCE).until(() -> !releases.list().isEmpty());
    }
    assertThat(releases.list()).hasSize(1);
    assertThat(releases.list().getFirst().id()).hasToString("2026-10.v1");
  }

  @Test
  void afterAChangeOfTheClassifierNothingIsMadeUntilAllIsClassifiedByIt() throws Exception {
    String changed = "test-2";
    store("london", StoredWorld.LONDON, 30);
    try (HikariDataSource pool = pool()) {
      try (ScoringService _ = service(pool)) {
        await().atMost(PATIENCE).until(() -> liveClusters().equals(List.of("London")));
      }
      database.execute(
          "insert into classifier (version) values ('test-2');"
              + " insert into release_calendar (id, due_at)"
              + " values ('2026-10', now() - interval '1 minute')");
      ReleaseStore releases = new ReleaseStore(database.dataSource());
      ReleaseMaker maker =
          new ReleaseMaker(pool, GAZETTEER, ReleaseTerms.of("CC-BY-4.0", "index@example.org"));
      try (ScoringService service = service(pool, changed)) {
        assertThatThrownBy(() ->
                maker.make(
                    YearMonth.of(2026, 9),
                    MethodFile.byDefault(),
                    changed,
                    ReleaseStore.State.PUBLISHED))
            .isInstanceOf(OperatorException.class)
            .hasMessageContaining("run `techindex reclassify`");
        Thread.sleep(3_000);
        assertThat(liveClusters()).containsExactly("London");
        assertThat(releases.list()).isEmpty();
        assertThat(service.isAlive()).isTrue();

        database.execute(
            "insert into signal_part select position, cell, amount, part,"
                + " (select id from classifier where version = 'test-2'), kind, month,"
                + " closed_month, region, first_version, fraction, citations, ai_and_data,"
                + " clean_growth, smart_cities_and_mobility, ageing_society,"
                + " advanced_manufacturing from signal_part");
        await().atMost(PATIENCE).until(() -> !releases.list().isEmpty());
      }
    }
    LiveState state = RankingJson.read(document("live.json"), LiveState.class);
    assertThat(state.signals()).isEqualTo(30);
  }
}
