package org.techindex.scoring.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which cluster each cell is in. Clusters are numbered from 0 by their weight, heaviest first, and
 * by the index of their peak cell where weights are equal, so that equal partitions are equal
 * number for number.
 */
public final class Clustering {

  /** The label of cells that lie in no cluster. */
  public static final int ELSEWHERE = -1;

  private final int[] labels;
  private final List<Cluster> clusters;
  private final List<Cluster> dissolved;
  private final long signalsMovedByLinks;
  private final List<String> warnings;

  private Clustering(
      int[] labels,
      List<Cluster> clusters,
      List<Cluster> dissolved,
      long signalsMovedByLinks,
      List<String> warnings) {
    this.labels = labels;
    this.clusters = List.copyOf(clusters);
    this.dissolved = List.copyOf(dissolved);
    this.signalsMovedByLinks = signalsMovedByLinks;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * @param peak H3 index of the densest cell; of the heaviest for clusterers that know no density
   * @param cells number of cells
   * @param weightMillionths the clustering weight of all its cells
   */
  public record Cluster(
      long peak, int cells, long weightMillionths, long organisations, long signals) {}

  /** The order of clusters: by weight, then by the index of the peak cell. */
  static final Comparator<Cluster> HEAVIEST_FIRST =
      Comparator.comparingLong(Cluster::weightMillionths)
          .reversed()
          .thenComparingLong(Cluster::peak);

  /**
   * Numbers the groups that a clusterer found.
   *
   * @param groups for each cell the number of its group, in any numbering from 0 without meaning,
   *     or {@link #ELSEWHERE}
   * @param peaks for each group the position of its peak cell; groups without cells are left out
   * @param dissolved groups that were too small and whose cells are Elsewhere now
   */
  static Clustering of(
      WeightedCells cells,
      int[] groups,
      int[] peaks,
      List<Cluster> dissolved,
      long signalsMovedByLinks,
      List<String> warnings) {
    Cluster[] sums = sums(cells, groups, peaks);
    Integer[] order = new Integer[peaks.length];
    Arrays.setAll(order, group -> group);
    Arrays.sort(order, Comparator.comparing((Integer group) -> sums[group], HEAVIEST_FIRST));
    List<Cluster> clusters = new ArrayList<>();
    int[] labelOfGroup = new int[peaks.length];
    for (int group : order) {
      if (sums[group].cells > 0) {
        labelOfGroup[group] = clusters.size();
        clusters.add(sums[group]);
      }
    }
    int[] labels = new int[groups.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = groups[i] == ELSEWHERE ? ELSEWHERE : labelOfGroup[groups[i]];
    }
    return new Clustering(labels, clusters, dissolved, signalsMovedByLinks, warnings);
  }

  /**
   * Groups that were found otherwise, such as the clusters of an earlier release.
   *
   * @param groups for each cell the number of its group, from 0 on, or {@link #ELSEWHERE}
   */
  public static Clustering ofGroups(WeightedCells cells, int[] groups) {
    int count = Arrays.stream(groups).max().orElse(ELSEWHERE) + 1;
    return aroundHeaviestCells(cells, groups, count, List.of(), List.of());
  }

  /** The same for clusterers that know no density: the heaviest cell of a group is its peak. */
  static Clustering aroundHeaviestCells(
      WeightedCells cells,
      int[] groups,
      int count,
      List<Cluster> dissolved,
      List<String> warnings) {
    int[] peaks = heaviestCells(cells, groups, count);
    int[] numbers = new int[count];
    int used = 0;
    for (int group = 0; group < count; group++) {
      numbers[group] = used;
      if (peaks[group] >= 0) {
        peaks[used++] = peaks[group];
      }
    }
    int[] renumbered =
        Arrays.stream(groups).map(g -> g == ELSEWHERE ? ELSEWHERE : numbers[g]).toArray();
    return of(cells, renumbered, Arrays.copyOf(peaks, used), dissolved, 0, warnings);
  }

  /** Position of the heaviest cell of each group, the first of equals; -1 for a group without. */
  static int[] heaviestCells(WeightedCells cells, int[] groups, int count) {
    int[] peaks = new int[count];
    Arrays.fill(peaks, -1);
    for (int i = 0; i < groups.length; i++) {
      int group = groups[i];
      if (group != ELSEWHERE
          && (peaks[group] < 0
              || cells.weightMillionths(i) > cells.weightMillionths(peaks[group]))) {
        peaks[group] = i;
      }
    }
    return peaks;
  }

  /** What stands behind each group, in the order of {@code peaks}. */
  static Cluster[] sums(WeightedCells cells, int[] groups, int[] peaks) {
    int[] members = new int[peaks.length];
    long[] weights = new long[peaks.length];
    long[] organisations = new long[peaks.length];
    long[] signals = new long[peaks.length];
    for (int i = 0; i < groups.length; i++) {
      int group = groups[i];
      if (group != ELSEWHERE) {
        members[group]++;
        weights[group] += cells.weightMillionths(i);
        organisations[group] += cells.organisations(i);
        signals[group] += cells.signals(i);
      }
    }
    Cluster[] sums = new Cluster[peaks.length];
    for (int group = 0; group < sums.length; group++) {
      sums[group] =
          new Cluster(
              cells.cell(peaks[group]),
              members[group],
              weights[group],
              organisations[group],
              signals[group]);
    }
    return sums;
  }

  /** Number of cells, those in no cluster included. */
  public int size() {
    return labels.length;
  }

  /** Number of the cluster that the cell at this position is in, or {@link #ELSEWHERE}. */
  public int label(int position) {
    return labels[position];
  }

  /** A copy of all labels, aligned with the cells that were clustered. */
  public int[] labels() {
    return labels.clone();
  }

  /** The clusters; the place in the list is the label. */
  public List<Cluster> clusters() {
    return clusters;
  }

  /**
   * Clusters that were found and dissolved into Elsewhere because too little stands behind them.
   */
  public List<Cluster> dissolved() {
    return dissolved;
  }

  /** Number of signals that lie in another cluster, or other company, than without links. */
  public long signalsMovedByLinks() {
    return signalsMovedByLinks;
  }

  /** What the clusterer found odd about its own parameters, in plain sentences. */
  public List<String> warnings() {
    return warnings;
  }
}
