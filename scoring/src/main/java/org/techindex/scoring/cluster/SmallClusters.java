package org.techindex.scoring.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which clusters are too small to be published, and are dissolved into Elsewhere: below a number of
 * organisations or below a share of the weight. A sector that has fewer than ten times that number
 * of organisations in the whole country is one of events and papers; there, signals are counted in
 * the place of organisations.
 */
final class SmallClusters {

  private final WeightedCells cells;
  private final boolean countSignals;
  private final long minimumCount;
  private final double minimumWeight;

  SmallClusters(WeightedCells cells, long minimumOrganisations, double minimumShare) {
    this.cells = cells;
    this.countSignals = cells.totalOrganisations() < 10 * minimumOrganisations;
    this.minimumCount = minimumOrganisations;
    this.minimumWeight = minimumShare * cells.totalWeightMillionths();
  }

  private boolean isSmall(Clustering.Cluster cluster) {
    long counted = countSignals ? cluster.signals() : cluster.organisations();
    return counted < minimumCount || cluster.weightMillionths() < minimumWeight;
  }

  /**
   * Takes the cells of small groups out of them.
   *
   * @param groups the group of each cell; changed in place
   * @param peaks position of the peak of each group
   * @return the groups that were dissolved, heaviest first
   */
  List<Clustering.Cluster> dissolve(int[] groups, int[] peaks) {
    Clustering.Cluster[] sums = Clustering.sums(cells, groups, peaks);
    List<Clustering.Cluster> dissolved = new ArrayList<>();
    boolean[] isSmall = new boolean[sums.length];
    for (int group = 0; group < sums.length; group++) {
      isSmall[group] = isSmall(sums[group]);
      if (isSmall[group]) {
        dissolved.add(sums[group]);
      }
    }
    IntStream.range(0, groups.length)
        .filter(i -> groups[i] != Clustering.ELSEWHERE && isSmall[groups[i]])
        .forEach(i -> groups[i] = Clustering.ELSEWHERE);
    dissolved.sort(Clustering.HEAVIEST_FIRST);
    return dissolved;
  }
}
