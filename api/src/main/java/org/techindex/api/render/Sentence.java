package org.techindex.api.render;

import java.util.List;
import java.util.Optional;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.RankedCluster;

/**
 * What a table says in one or two sentences, written by rule: who leads, with how much, and which
 * ranks cannot be told apart. Ranks i to j cannot where each of their clusters could hold any of
 * them at 95 % confidence; the first such run is named, whole, for the top of a table is asked
 * about.
 */
public final class Sentence {

  private Sentence() {}

  public static String of(SectorRanking ranking) {
    List<RankedCluster> clusters = ranking.clusters();
    if (clusters.isEmpty()) {
      return "No cluster stands out in " + ranking.title() + " yet.";
    }
    RankedCluster first = clusters.getFirst();
    List<RankedCluster> leaders = clusters.stream().filter(row -> row.rank() == 1).toList();
    String percentage = Printed.percentage(first.percentage()) + " %";
    String lead =
        leaders.size() > 1
            ? leaders.size()
                + " clusters share the lead in "
                + ranking.title()
                + " with "
                + percentage
                + " of the country's activity each."
            : shortName(first)
                + (isSure(first) ? " leads " : " is first in ")
                + ranking.title()
                + " with "
                + percentage
                + " of the country's activity"
                + (isSure(first) ? "." : ", but could be " + worst(first) + ".");
    return run(clusters)
        .map(run -> lead + " Ranks " + run.from() + " to " + run.to() + " cannot be told apart.")
        .orElse(lead);
  }

  private static boolean isSure(RankedCluster first) {
    return first.interval().map(interval -> interval.highRank() <= 1).orElse(true);
  }

  private static String worst(RankedCluster first) {
    return Printed.ordinal(first.interval().map(Interval::highRank).orElse(first.rank()));
  }

  /** The town that names the cluster first: what people say. */
  private static String shortName(RankedCluster row) {
    return row.towns().isEmpty() ? row.name() : row.towns().getFirst().name();
  }

  private record Run(int from, int to) {}

  private static Optional<Run> run(List<RankedCluster> clusters) {
    for (int start = 0; start < clusters.size(); start++) {
      int from = clusters.get(start).rank();
      int end = start;
      while (end + 1 < clusters.size() && interchangeable(clusters, start, end + 1, from)) {
        end++;
      }
      int to = clusters.get(end).rank();
      if (to > from) {
        return Optional.of(new Run(from, to));
      }
    }
    return Optional.empty();
  }

  private static boolean interchangeable(
      List<RankedCluster> clusters, int start, int end, int from) {
    int to = clusters.get(end).rank();
    return clusters.subList(start, end + 1).stream()
        .allMatch(row ->
            row.interval()
                .map(each -> each.lowRank() <= from && each.highRank() >= to)
                .orElse(false));
  }
}
