package org.techindex.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.RankedCluster;

/**
 * The table of a sector as plain text, for a terminal of 110 columns. Beside each rank stands what
 * it may be: its 95 % confidence set, then 5 to 95 % of the ranks under any factor weights.
 */
public final class RankingText {

  private static final String RANK_HEADER = "Rank (95 %; any weights)";
  private static final int RANK_WIDTH = RANK_HEADER.length();
  private static final int NAME_WIDTH = 44;
  private static final int REGIONS_WIDTH = 26;
  private static final String NO_RANK = "–";
  private static final String CSV_HEADER =
      "sector,rank,cluster,regions,percentage,rank_low,rank_high,percentage_low,percentage_high,"
          + "rank_low_any_weights,rank_high_any_weights";

  private RankingText() {}

  /**
   * The title, the header, the first clusters, one row for the others, Elsewhere, the sum.
   *
   * @param top how many clusters have a row of their own
   */
  public static List<String> lines(SectorRanking ranking, int top) {
    List<String> lines = new ArrayList<>();
    lines.add(ranking.title() + ", as of " + ranking.asOf() + " (method " + ranking.method() + ")");
    lines.add(row(RANK_HEADER, "Cluster", "Regions", "Percentage"));
    List<RankedCluster> clusters = ranking.clusters();
    List<RankedCluster> shown = clusters.subList(0, Math.min(top, clusters.size()));
    for (RankedCluster cluster : shown) {
      lines.add(
          row(
              rank(cluster),
              cluster.name(),
              String.join(", ", cluster.regions()),
              percentage(cluster.percentage())));
    }
    List<RankedCluster> others = clusters.subList(shown.size(), clusters.size());
    if (!others.isEmpty()) {
      lines.add(
          row(
              rank(NO_RANK),
              others.size() + (others.size() == 1 ? " more cluster" : " more clusters"),
              "",
              percentage(sum(others))));
    }
    lines.add(row(rank(NO_RANK), "Elsewhere", "", percentage(ranking.elsewhere().percentage())));
    lines.add(row("", "Sum", "", percentage(sum(clusters) + ranking.elsewhere().percentage())));
    ranking.warnings().forEach(warning -> lines.add("      " + warning));
    return List.copyOf(lines);
  }

  /**
   * Rows of CSV: the columns of the published tables, then the interval of rank and percentage and
   * the ranks under any weights; Elsewhere has rank 0 and no interval.
   *
   * @param top how many clusters of each sector
   */
  public static List<String> csv(List<SectorRanking> rankings, int top) {
    List<String> lines = new ArrayList<>();
    lines.add(CSV_HEADER);
    for (SectorRanking ranking : rankings) {
      List<RankedCluster> clusters = ranking.clusters();
      List<RankedCluster> rows =
          new ArrayList<>(clusters.subList(0, Math.min(top, clusters.size())));
      rows.add(ranking.elsewhere());
      for (RankedCluster row : rows) {
        lines.add(
            CSVFormat.DEFAULT.format(
                ranking.title(),
                row.rank(),
                row.name(),
                String.join(", ", row.regions()),
                percentage(row.percentage()),
                each(row, Interval::lowRank),
                each(row, Interval::highRank),
                each(row, interval -> percentage(interval.lowPercentage())),
                each(row, interval -> percentage(interval.highPercentage())),
                each(row, Interval::lowRankAnyWeights),
                each(row, Interval::highRankAnyWeights)));
      }
    }
    return List.copyOf(lines);
  }

  private static String each(RankedCluster row, Function<Interval, Object> end) {
    return row.interval().map(interval -> String.valueOf(end.apply(interval))).orElse("");
  }

  private static String rank(RankedCluster cluster) {
    String rank = rank(Integer.toString(cluster.rank()));
    return cluster
        .interval()
        .map(interval ->
            String.format(
                Locale.ROOT,
                "%s (%d to %d; %d to %d)",
                rank,
                interval.lowRank(),
                interval.highRank(),
                interval.lowRankAnyWeights(),
                interval.highRankAnyWeights()))
        .orElse(rank);
  }

  private static String rank(String rank) {
    return String.format(Locale.ROOT, "%4s", rank);
  }

  private static double sum(List<RankedCluster> clusters) {
    return clusters.stream().mapToDouble(RankedCluster::percentage).sum();
  }

  private static String percentage(double unrounded) {
    return String.format(Locale.ROOT, "%.1f", unrounded);
  }

  private static String row(String rank, String cluster, String regions, String percentage) {
    return String.format(
        Locale.ROOT,
        "%-" + RANK_WIDTH + "s  %-" + NAME_WIDTH + "s  %-" + REGIONS_WIDTH + "s  %s",
        rank,
        fit(cluster, NAME_WIDTH),
        fit(regions, REGIONS_WIDTH),
        leftPad(percentage));
  }

  private static String leftPad(String percentage) {
    return String.format(Locale.ROOT, "%10s", percentage);
  }

  /** Shortened at a comma where it does not fit. */
  private static String fit(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int comma = text.lastIndexOf(", ", width - 4);
    return (comma > 0 ? text.substring(0, comma) : text.substring(0, width - 4)) + ", …";
  }
}
