package org.techindex.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;

/** The table of a sector as plain text, for a terminal of 100 columns. */
public final class RankingText {

  private static final int NAME_WIDTH = 52;
  private static final int REGIONS_WIDTH = 30;
  private static final String NO_RANK = "–";

  private RankingText() {}

  /**
   * The title, the header, the first clusters, one row for the others, Elsewhere, the sum.
   *
   * @param top how many clusters have a row of their own
   */
  public static List<String> lines(SectorRanking ranking, int top) {
    List<String> lines = new ArrayList<>();
    lines.add(ranking.title() + ", as of " + ranking.asOf() + " (method " + ranking.method() + ")");
    lines.add(row("Rank", "Cluster", "Regions", "Percentage"));
    List<RankedCluster> clusters = ranking.clusters();
    List<RankedCluster> shown = clusters.subList(0, Math.min(top, clusters.size()));
    for (RankedCluster cluster : shown) {
      lines.add(
          row(
              Integer.toString(cluster.rank()),
              cluster.name(),
              String.join(", ", cluster.regions()),
              percentage(cluster.percentage())));
    }
    List<RankedCluster> others = clusters.subList(shown.size(), clusters.size());
    if (!others.isEmpty()) {
      lines.add(
          row(
              NO_RANK,
              others.size() + (others.size() == 1 ? " more cluster" : " more clusters"),
              "",
              percentage(sum(others))));
    }
    lines.add(row(NO_RANK, "Elsewhere", "", percentage(ranking.elsewhere().percentage())));
    lines.add(row("", "Sum", "", percentage(sum(clusters) + ranking.elsewhere().percentage())));
    ranking.warnings().forEach(warning -> lines.add("      " + warning));
    return List.copyOf(lines);
  }

  /**
   * Rows of CSV under the header of the published tables; Elsewhere has rank 0.
   *
   * @param top how many clusters of each sector
   */
  public static List<String> csv(List<SectorRanking> rankings, int top) {
    List<String> lines = new ArrayList<>();
    lines.add("sector,rank,cluster,regions,percentage");
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
                percentage(row.percentage())));
      }
    }
    return List.copyOf(lines);
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
        "%4s  %-" + NAME_WIDTH + "s  %-" + REGIONS_WIDTH + "s  %s",
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
