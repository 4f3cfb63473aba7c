package org.techindex.scoring.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.techindex.common.grid.Cell;

/**
 * How far two clusterings of the same cells agree.
 *
 * <p>The adjusted Rand index is 1 for equal partitions and about 0 for unrelated ones (Hubert and
 * Arabie 1985, doi 10.1007/BF01908075); each cell counts with its signals, and Elsewhere is one
 * more class. For the other figures, clusters are paired one to one: the two that share most
 * signals first, then the next among those that are left.
 *
 * @param adjustedRandIndex -1 to 1
 * @param adjustedRandIndexInClusters the same over the signals that both put into a cluster
 * @param signals all signals
 * @param movedSignals signals that are not in the partner of their cluster, or Elsewhere in one
 *     only
 * @param pairs clusters that are partners, by the rank in the first
 * @param onlyFirst clusters of the first without a partner
 * @param onlySecond clusters of the second without a partner
 */
public record Agreement(
    String first,
    String second,
    double adjustedRandIndex,
    double adjustedRandIndexInClusters,
    long signals,
    long movedSignals,
    List<Pair> pairs,
    int onlyFirst,
    int onlySecond) {

  public Agreement {
    pairs = List.copyOf(pairs);
  }

  /**
   * @param peak H3 index of the peak in the first clustering
   * @param signals how many signals both have in this cluster
   */
  public record Pair(long peak, int firstRank, int secondRank, long signals) {}

  /**
   * A clustering with its name and the rank of each cluster.
   *
   * @param ranks one for each cluster, in the order of the labels; 1 is first
   */
  public record Ranked(String name, Clustering clustering, List<Integer> ranks) {

    /**
     * @throws IllegalArgumentException if there is not one rank for each cluster
     */
    public Ranked {
      ranks = List.copyOf(ranks);
      if (ranks.size() != clustering.clusters().size()) {
        throw new IllegalArgumentException(
            ranks.size() + " ranks for " + clustering.clusters().size() + " clusters");
      }
    }

    /** Ranked by weight, as a head count would; equal weights share a rank. */
    public static Ranked byWeight(String name, Clustering clustering) {
      List<Integer> ranks = new ArrayList<>();
      List<Clustering.Cluster> clusters = clustering.clusters();
      for (int i = 0; i < clusters.size(); i++) {
        boolean isTie =
            i > 0 && clusters.get(i).weightMillionths() == clusters.get(i - 1).weightMillionths();
        ranks.add(isTie ? ranks.get(i - 1) : i + 1);
      }
      return new Ranked(name, clustering, ranks);
    }
  }

  /**
   * Compares two clusterings of the same cells.
   *
   * @throws IllegalArgumentException if one of them is not of these cells
   */
  public static Agreement between(WeightedCells cells, Ranked first, Ranked second) {
    Clustering one = first.clustering;
    Clustering other = second.clustering;
    if (one.size() != cells.size() || other.size() != cells.size()) {
      throw new IllegalArgumentException("the clusterings are not of the same cells");
    }
    Map<Labels, Long> shared = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.signals(i) > 0) {
        shared.merge(new Labels(one.label(i), other.label(i)), cells.signals(i), Long::sum);
      }
    }
    Map<Labels, Long> inClusters = new HashMap<>(shared);
    inClusters
        .keySet()
        .removeIf(labels ->
            labels.first == Clustering.ELSEWHERE || labels.second == Clustering.ELSEWHERE);
    List<Pair> pairs = pairs(inClusters, first, second);
    long stayed =
        shared.getOrDefault(new Labels(Clustering.ELSEWHERE, Clustering.ELSEWHERE), 0L)
            + pairs.stream().mapToLong(Pair::signals).sum();
    return new Agreement(
        first.name,
        second.name,
        adjustedRandIndex(shared),
        adjustedRandIndex(inClusters),
        cells.totalSignals(),
        cells.totalSignals() - stayed,
        pairs,
        one.clusters().size() - pairs.size(),
        other.clusters().size() - pairs.size());
  }

  private record Labels(int first, int second) {}

  private static List<Pair> pairs(Map<Labels, Long> inClusters, Ranked first, Ranked second) {
    List<Map.Entry<Labels, Long>> bySize = new ArrayList<>(inClusters.entrySet());
    bySize.sort(
        Map.Entry.<Labels, Long>comparingByValue()
            .reversed()
            .thenComparingInt(entry -> entry.getKey().first)
            .thenComparingInt(entry -> entry.getKey().second));
    boolean[] firstTaken = new boolean[first.ranks.size()];
    boolean[] secondTaken = new boolean[second.ranks.size()];
    List<Pair> pairs = new ArrayList<>();
    for (Map.Entry<Labels, Long> entry : bySize) {
      Labels labels = entry.getKey();
      if (!firstTaken[labels.first] && !secondTaken[labels.second]) {
        firstTaken[labels.first] = true;
        secondTaken[labels.second] = true;
        pairs.add(
            new Pair(
                first.clustering.clusters().get(labels.first).peak(),
                first.ranks.get(labels.first),
                second.ranks.get(labels.second),
                entry.getValue()));
      }
    }
    pairs.sort(Comparator.comparingInt(Pair::firstRank).thenComparingLong(Pair::peak));
    return pairs;
  }

  private static double adjustedRandIndex(Map<Labels, Long> shared) {
    Map<Integer, Long> firsts = new HashMap<>();
    Map<Integer, Long> seconds = new HashMap<>();
    long all = 0;
    double together = 0;
    for (Map.Entry<Labels, Long> entry : ordered(shared)) {
      firsts.merge(entry.getKey().first, entry.getValue(), Long::sum);
      seconds.merge(entry.getKey().second, entry.getValue(), Long::sum);
      all += entry.getValue();
      together += twos(entry.getValue());
    }
    double inFirst = firsts.values().stream().mapToDouble(Agreement::twos).sum();
    double inSecond = seconds.values().stream().mapToDouble(Agreement::twos).sum();
    double expected = twos(all) == 0 ? 0 : inFirst * inSecond / twos(all);
    double most = (inFirst + inSecond) / 2;
    return most == expected ? 1 : (together - expected) / (most - expected);
  }

  private static List<Map.Entry<Labels, Long>> ordered(Map<Labels, Long> shared) {
    return shared.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Labels, Long> entry) -> entry.getKey().first)
                .thenComparingInt(entry -> entry.getKey().second))
        .toList();
  }

  /** Number of ways to take two of so many. */
  private static double twos(long count) {
    return count * (count - 1.0) / 2;
  }

  /** Number of partners whose ranks differ. */
  public long changedRanks() {
    return pairs.stream().filter(pair -> pair.firstRank != pair.secondRank).count();
  }

  /** Mean of the absolute differences of rank over partners; 0 if there are none. */
  public double meanRankChange() {
    return pairs.stream()
        .mapToInt(pair -> Math.abs(pair.firstRank - pair.secondRank))
        .average()
        .orElse(0);
  }

  /** Compares each clustering with each later one. */
  public static List<Agreement> ofAll(WeightedCells cells, List<Ranked> clusterings) {
    List<Agreement> agreements = new ArrayList<>();
    for (int i = 0; i < clusterings.size(); i++) {
      for (int j = i + 1; j < clusterings.size(); j++) {
        agreements.add(between(cells, clusterings.get(i), clusterings.get(j)));
      }
    }
    return agreements;
  }

  /** A table with one line for each comparison. */
  public static String table(List<Agreement> agreements) {
    StringBuilder table = new StringBuilder();
    String format = "%-20s %-20s %7s %9s %7s %9s %9s %9s %s%n";
    table.append(
        String.format(
            Locale.ROOT,
            format,
            "method",
            "beside",
            "ARI",
            "ARI in",
            "moved",
            "partners",
            "changed",
            "mean",
            "without"));
    table.append(
        String.format(
            Locale.ROOT, format, "", "", "", "clusters", "%", "", "ranks", "change", "partner"));
    for (Agreement each : agreements) {
      table.append(
          String.format(
              Locale.ROOT,
              format,
              each.first,
              each.second,
              decimals(3, each.adjustedRandIndex),
              decimals(3, each.adjustedRandIndexInClusters),
              decimals(1, each.signals == 0 ? 0 : 100.0 * each.movedSignals / each.signals),
              each.pairs.size(),
              each.changedRanks(),
              decimals(1, each.meanRankChange()),
              each.onlyFirst + " and " + each.onlySecond));
    }
    return table.toString();
  }

  private static String decimals(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** The partners whose ranks differ most, one line each, at most so many. */
  public String largestRankChanges(int most) {
    StringBuilder lines = new StringBuilder();
    pairs.stream()
        .filter(pair -> pair.firstRank != pair.secondRank)
        .sorted(
            Comparator.comparingInt((Pair pair) -> -Math.abs(pair.firstRank - pair.secondRank))
                .thenComparingInt(Pair::firstRank))
        .limit(most)
        .forEach(pair ->
            lines.append(
                String.format(
                    Locale.ROOT,
                    "%s: rank %d by %s, %d by %s%n",
                    new Cell(pair.peak),
                    pair.firstRank,
                    first,
                    pair.secondRank,
                    second)));
    return lines.toString();
  }
}
