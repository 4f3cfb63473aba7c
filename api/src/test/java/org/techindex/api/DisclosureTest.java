package org.techindex.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.techindex.api.world.PublishedWorld;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import tools.jackson.databind.JsonNode;

/**
 * Truro has 5 organisations, which nobody is to learn: the national amount of activity is
 * published, so whoever finds Truro's share of it knows their number.
 */
class DisclosureTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static final String EDITION = "/api/v1/releases/2026-11.v1";
  private static final double TRURO = 1.0 / 16;
  private static RunningApi api;

  @BeforeAll
  static void publish() {
    PublishedWorld world = new PublishedWorld(DATABASE);
    world.release(
        "2026-10", 1, Instant.parse("2026-11-03T09:30:00Z"), PublishedWorld.sixTables("2026-10"));
    world.release(
        "2026-11", 1, Instant.parse("2026-12-01T09:30:00Z"), PublishedWorld.sixTables("2026-11"));
    api = RunningApi.start(DATABASE);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void everyCountIsEmptyOrAMultipleOfTen() {
    for (String path :
        List.of(
            "",
            "/sectors",
            "/sectors/ai-and-data/clusters",
            "/quality",
            "/clusters/ai-and-data.truro")) {
      check(api.json(EDITION + path));
    }
  }

  private static void check(JsonNode node) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getKey().equals("organisations") || entry.getKey().equals("signals")) {
        assertThat(entry.getValue().isNull() || entry.getValue().asLong() % 10 == 0).isTrue();
      }
      check(entry.getValue());
    }
    if (node.isArray()) {
      node.forEach(DisclosureTest::check);
    }
  }

  @Test
  void sharesOfFewAndOfElsewhereAreWithheldInEveryView() {
    JsonNode table = api.json(EDITION + "/sectors/ai-and-data/clusters");
    assertThat(table.at("/clusters/3/id").asString()).isEqualTo("ai-and-data.truro");
    assertThat(table.at("/clusters/3/shares").isNull()).isTrue();
    assertThat(table.at("/clusters/3/contributions").isNull()).isTrue();
    assertThat(table.at("/elsewhere/shares").isNull()).isTrue();
    assertThat(api.json(EDITION + "/clusters/ai-and-data.truro").at("/factors").isNull()).isTrue();
    JsonNode outline =
        api.json(EDITION + "/sectors/ai-and-data/clusters.geojson").at("/features/3/properties");
    assertThat(outline.at("/share_activity").isNull()).isTrue();
    String csv = new String(api.get(EDITION + "/clusters.csv").body(), UTF_8);
    assertThat(csv.lines().filter(line -> line.contains(",ai-and-data.truro,")).toList())
        .singleElement()
        .asString()
        .endsWith(",,,,,,,");
  }

  @Test
  void subtractingSharesOfATableDoesNotTellTheShareOfFew() {
    JsonNode table = api.json(EDITION + "/sectors/ai-and-data/clusters");
    double rest = 1;
    for (JsonNode row : table.at("/clusters")) {
      rest -= row.at("/shares/activity").asDouble(0);
    }
    // What is left is Truro and Elsewhere together: 1/16 + 3/16, of 125 organisations.
    assertThat(rest).isEqualTo(4.0 / 16);
    assertThat(rest).isNotEqualTo(TRURO);
  }

  @Test
  void noSetOfWeightsTellsTheShareOfFew() {
    for (String factor :
        List.of("activity", "events", "universities", "influence", "specialisms")) {
      JsonNode answer = api.json(EDITION + "/what-if?sector=ai-and-data&weights=" + factor + ":1");
      for (JsonNode row : answer.at("/sectors/0/clusters")) {
        assertThat(row.at("/id").asString()).isNotEqualTo("ai-and-data.truro");
      }
      assertThat(answer.at("/sectors/0/elsewhere/percentage").asDouble()).isEqualTo(25);
    }
  }

  @Test
  void differenceOfTwoEditionsTellsNoMakeUp() {
    JsonNode rows = api.json(EDITION + "/compare?with=2026-10").at("/sectors/1/clusters");
    for (JsonNode row : rows) {
      assertThat(row.propertyNames()).doesNotContain("organisations", "shares", "contributions");
    }
  }
}
