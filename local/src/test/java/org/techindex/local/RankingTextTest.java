package org.techindex.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.RankedCluster;

class RankingTextTest {

  @Test
  void percentagesOfAllRowsAddUpToAHundred() {
    SectorRanking ranking =
        new SectorRanking(
            "ai-and-data",
            "AI and Data",
            "2026-11",
            "live-1",
            List.of(),
            List.of(
                row(1, "London", List.of("Greater London"), 50.04),
                row(2, "Leeds, Bradford", List.of("Yorkshire and the Humber"), 20.03),
                row(3, "Bath", List.of("South West"), 10)),
            row(0, "Elsewhere", List.of(), 19.93),
            List.of("one cluster holds half"));

    assertThat(RankingText.lines(ranking, 1))
        .containsExactly(
            "AI and Data, as of 2026-11 (method live-1)",
            line("Rank (95 %; any weights)", "Cluster", "Regions", "Percentage"),
            line("   1 (1 to 2; 1 to 3)", "London", "Greater London", "      50.0"),
            line("   –", "2 more clusters", "", "      30.0"),
            line("   –", "Elsewhere", "", "      19.9"),
            line("    ", "Sum", "", "     100.0"),
            "      one cluster holds half");
  }

  @Test
  void namesThatDoNotFitAreCutBetweenTowns() {
    String name = "Leeds, Sheffield, Bradford, Barnsley, York, Huddersfield, Wakefield, Doncaster";
    SectorRanking ranking =
        new SectorRanking(
            "x",
            "X",
            "2026-11",
            "m",
            List.of(),
            List.of(row(1, name, List.of(), 100)),
            row(0, "Elsewhere", List.of(), 0),
            List.of());

    assertThat(RankingText.lines(ranking, 10).get(2))
        .contains("Leeds, Sheffield, Bradford, Barnsley, …  ");
  }

  @Test
  void rowsOfCsvEndWithTheInterval() {
    SectorRanking ranking =
        new SectorRanking(
            "x",
            "X",
            "2026-11",
            "m",
            List.of(),
            List.of(row(1, "Leeds, York", List.of("Yorkshire and the Humber"), 60.04)),
            row(0, "Elsewhere", List.of(), 39.96),
            List.of());

    assertThat(RankingText.csv(List.of(ranking), 10))
        .containsExactly(
            "sector,rank,cluster,regions,percentage,rank_low,rank_high,percentage_low,"
                + "percentage_high,rank_low_any_weights,rank_high_any_weights",
            "X,1,\"Leeds, York\",Yorkshire and the Humber,60.0,1,2,59.0,61.0,1,3",
            "X,0,Elsewhere,,40.0,,,,,,");
  }

  private static String line(String rank, String cluster, String regions, String percentage) {
    return rank
        + " ".repeat(24 - rank.length())
        + "  "
        + cluster
        + " ".repeat(44 - cluster.length())
        + "  "
        + regions
        + " ".repeat(26 - regions.length())
        + "  "
        + percentage;
  }

  private static RankedCluster row(int rank, String name, List<String> regions, double percentage) {
    return new RankedCluster(
        "id",
        rank,
        name,
        List.of(),
        regions,
        percentage,
        List.of(),
        rank == 0
            ? Optional.empty()
            : Optional.of(new Interval(rank, rank + 1, percentage - 1, percentage + 1, 1, 1, 3)),
        List.of(),
        Optional.empty(),
        List.of(),
        0,
        0);
  }
}
