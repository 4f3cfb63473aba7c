package org.techindex.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.techindex.api.world.HandMadeRanking;
import org.techindex.api.world.PublishedWorld;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.sector.Sector;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import tools.jackson.databind.JsonNode;

class TablesTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static RunningApi api;

  @BeforeAll
  static void publish() {
    PublishedWorld world = new PublishedWorld(DATABASE);
    world.release(
        "2026-10", 1, Instant.parse("2026-11-03T09:30:00Z"), PublishedWorld.sixTables("2026-10"));
    world.release(
        "2026-11", 1, Instant.parse("2026-12-01T09:30:00Z"), PublishedWorld.sixTables("2026-11"));
    world.live(7, PublishedWorld.sixTables("2026-12"));
    api = RunningApi.start(DATABASE);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void listsReleasesNewestFirst() {
    JsonNode list = api.json("/api/v1/releases");
    assertThat(list.at("/latest").asString()).isEqualTo("2026-11.v1");
    assertThat(list.at("/releases/0/id").asString()).isEqualTo("2026-11.v1");
    assertThat(list.at("/releases/0/previous").asString()).isEqualTo("2026-10.v1");
    assertThat(list.at("/releases/1/id").asString()).isEqualTo("2026-10.v1");
  }

  @Test
  void overviewNamesLeaderOfEverySector() {
    JsonNode overview = api.json("/api/v1/releases/latest");
    assertThat(overview.at("/id").asString()).isEqualTo("2026-11.v1");
    assertThat(overview.at("/nextRelease").asString()).isEqualTo("2026-12-01T09:30:00Z");
    assertThat(overview.at("/sectors")).hasSize(6);
    assertThat(overview.at("/sectors/1/leader/id").asString()).isEqualTo("ai-and-data.london");
    assertThat(overview.at("/sectors/1/elsewherePercentage").asDouble()).isEqualTo(18.75);
  }

  @Test
  void tableHasRanksPercentagesAndContributions() {
    JsonNode table = api.json("/api/v1/releases/latest/sectors/ai-and-data/clusters");
    JsonNode london = table.at("/clusters/0");
    // Half of every factor: 100 * 0.4 * 8/16 from activity, 50 in all.
    assertThat(london.at("/percentage").asDouble()).isCloseTo(50, within(1e-9));
    assertThat(london.at("/contributions/activity").asDouble()).isCloseTo(20, within(1e-9));
    assertThat(london.at("/organisations").asLong()).isEqualTo(4_620);
    assertThat(table.at("/clusters/1/rankText").asString()).isEqualTo("=2");
    assertThat(table.at("/clusters/2/rankText").asString()).isEqualTo("=2");
    assertThat(table.at("/clusters/3/rank").asInt()).isEqualTo(4);
    assertThat(table.at("/elsewhere/rank").isNull()).isTrue();
    assertThat(table.at("/clusters/0/change/points").asDouble()).isZero();
    assertThat(table.at("/clusters/0/recent")).hasSize(2);
  }

  @Test
  void sentenceSaysWhichRanksCannotBeToldApart() {
    // Intervals reach one rank up and down: ranks 1 and 2 are interchangeable for London (1 to 2),
    // Manchester and Leeds (both 1 to 3).
    assertThat(api.json("/api/v1/live/sectors/clean-growth/clusters").at("/sentence").asString())
        .isEqualTo(
            "London is first in Clean Growth with 50.0 % of the country's activity, but could be"
                + " 2nd. Ranks 1 to 2 cannot be told apart.");
  }

  @Test
  void releaseWithAnotherMethodHasItsTablesByTheEarlierOneToo() {
    TestDatabase database = TestPostgres.freshDatabase();
    SectorRanking earlier =
        HandMadeRanking.of(Sector.AI_AND_DATA, "2026-11")
            .cluster("Hull", "Yorkshire and the Humber", 53.7457, -0.3367, 400, 3, 3, 3, 3, 3)
            .elsewhere(52.6309, 1.2974, 120, 1, 1, 1, 1, 1);
    new PublishedWorld(database)
        .release(
            "2026-11",
            1,
            Instant.parse("2026-12-01T09:30:00Z"),
            PublishedWorld.sixTables("2026-11"),
            List.of(earlier));
    try (RunningApi both = RunningApi.start(database)) {
      String sector = "/api/v1/releases/2026-11.v1/sectors/ai-and-data/clusters";
      // Three of four of every factor.
      JsonNode hull = both.json(sector + "-by-earlier-method").at("/clusters/0");
      assertThat(hull.at("/name").asString()).isEqualTo("Hull");
      assertThat(hull.at("/percentage").asDouble()).isCloseTo(75, within(1e-9));
      assertThat(both.json(sector).at("/clusters/0/name").asString()).isEqualTo("London");
      assertThat(both.json("/api/v1/releases/latest").at("/earlierMethod").asString())
          .isEqualTo("live-1");
    }
    assertThat(
            api.get("/api/v1/releases/2026-11.v1/sectors/ai-and-data/clusters-by-earlier-method")
                .statusCode())
        .isEqualTo(404);
    assertThat(api.json("/api/v1/releases/latest").at("/earlierMethod").isNull()).isTrue();
  }

  @Test
  void clusterPageHasHistoryTownsAndOutline() {
    JsonNode page = api.json("/api/v1/releases/2026-11.v1/clusters/ai-and-data.leeds");
    assertThat(page.at("/cluster/name").asString()).isEqualTo("Leeds");
    assertThat(page.at("/towns/0/name").asString()).isEqualTo("Leeds");
    assertThat(page.at("/history/0/edition").asString()).isEqualTo("2026-10.v1");
    assertThat(page.at("/history/1/edition").asString()).isEqualTo("2026-11.v1");
    assertThat(page.at("/outline/coordinates").size()).isPositive();
    assertThat(page.at("/factors/0/contribution").asDouble()).isCloseTo(5, within(1e-9));
  }

  @Test
  void csvHasOneLineForEachClusterAndElsewhere() {
    String csv = new String(api.get("/api/v1/releases/latest/clusters.csv").body(), UTF_8);
    // Six sectors of four clusters and Elsewhere, and a header.
    assertThat(csv.split("\r\n")).hasSize(1 + 6 * 5);
    assertThat(csv).startsWith("edition,as_of,sector,cluster_id,rank,cluster,");
    assertThat(csv)
        .contains("2026-11.v1,2026-11,ai-and-data,ai-and-data.elsewhere,,Elsewhere,,18.75");
  }

  @Test
  void plainPageShowsSixTablesWithoutScript() {
    String html = new String(api.get("/tables").body(), UTF_8);
    assertThat(html).doesNotContain("<script");
    assertThat(html.split("<table>", -1)).hasSize(7);
    assertThat(html).contains("Smart Cities and Mobility").contains("50.0");
  }
}
