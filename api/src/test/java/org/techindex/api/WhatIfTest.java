package org.techindex.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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

class WhatIfTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static RunningApi api;

  @BeforeAll
  static void publish() {
    new PublishedWorld(DATABASE)
        .live(1, Arrays.stream(Sector.values()).map(WhatIfTest::table).toList());
    api = RunningApi.start(DATABASE);
  }

  /** York has 6 of 8 in activity and 1 of 8 elsewise; Hull the reverse. */
  private static SectorRanking table(Sector sector) {
    return HandMadeRanking.of(sector, "2026-12")
        .cluster("York", "Yorkshire and the Humber", 53.96, -1.08, 100, 6, 1, 1, 1, 1)
        .cluster("Hull", "Yorkshire and the Humber", 53.74, -0.33, 100, 1, 6, 6, 6, 6)
        .elsewhere(52.6309, 1.2974, 100, 1, 1, 1, 1, 1);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void weighsSharesAnewAndKeepsTheOfficialRankBeside() {
    JsonNode answer =
        api.json("/api/v1/live/what-if?weights=activity:3,events:1&sector=ai-and-data");
    JsonNode first = answer.at("/sectors/0/clusters/0");
    // York: 100 * (3/4 * 6/8 + 1/4 * 1/8) = 59.375. Officially 100 * (0.4 * 6/8 + 0.6 * 1/8) =
    // 37.5.
    assertThat(answer.at("/official").asBoolean()).isFalse();
    assertThat(answer.at("/weights/activity").asDouble()).isEqualTo(0.75);
    assertThat(first.at("/name").asString()).isEqualTo("York");
    assertThat(first.at("/percentage").asDouble()).isCloseTo(59.375, within(1e-9));
    assertThat(first.at("/officialPercentage").asDouble()).isCloseTo(37.5, within(1e-9));
    assertThat(first.at("/officialRank").asInt()).isEqualTo(2);
    assertThat(answer.at("/sectors/0/elsewhere/percentage").asDouble())
        .isCloseTo(12.5, within(1e-9));
  }

  @Test
  void methodWeightsGiveThePublishedPercentages() {
    JsonNode answer =
        api.json(
            "/api/v1/live/what-if?weights="
                + "activity:40,events:20,universities:20,influence:10,specialisms:10");
    assertThat(answer.at("/sectors")).hasSize(6);
    for (JsonNode sector : answer.at("/sectors")) {
      for (JsonNode row : sector.at("/clusters")) {
        assertThat(row.at("/percentage").asDouble())
            .isCloseTo(row.at("/officialPercentage").asDouble(), within(1e-9));
        assertThat(row.at("/rank").asInt()).isEqualTo(row.at("/officialRank").asInt());
      }
    }
  }

  @Test
  void everyTableAddsUpToAHundred() {
    for (String weights : List.of("activity:1", "events:2,influence:5", "specialisms:0.1")) {
      for (JsonNode sector : api.json("/api/v1/live/what-if?weights=" + weights).at("/sectors")) {
        double sum = sector.at("/elsewhere/percentage").asDouble();
        for (JsonNode row : sector.at("/clusters")) {
          sum += row.at("/percentage").asDouble();
        }
        assertThat(sum).isCloseTo(100, within(1e-9));
      }
    }
  }
}
