package org.techindex.scoring.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the clusters of two partitions share their cells. A cell weighs its part of all weight in
 * the one partition plus its part in the other, so that growth alone changes no overlap.
 */
final class Overlap {

  /**
   * A cluster as a set of weighted cells.
   *
   * @param cells weight in any unit by H3 index in hexadecimal
   */
  record Members(String id, Map<String, Long> cells) {

    Members {
      cells = Map.copyOf(cells);
    }
  }

  private final double[] beforeWeights;
  private final double[] afterWeights;
  private final double[][] shared;

  /**
   * @param before clusters of the earlier partition, whose cells are disjoint
   * @param after clusters of the later one
   */
  Overlap(List<Members> before, List<Members> after) {
    Map<String, Double> weights = new HashMap<>();
    addParts(before, weights);
    addParts(after, weights);
    beforeWeights = sums(before, weights);
    afterWeights = sums(after, weights);
    shared = new double[before.size()][after.size()];
    Map<String, Integer> owner = new HashMap<>();
    for (int i = 0; i < after.size(); i++) {
      for (String cell : after.get(i).cells().keySet()) {
        owner.put(cell, i);
      }
    }
    for (int i = 0; i < before.size(); i++) {
      for (String cell : before.get(i).cells().keySet().stream().sorted().toList()) {
        Integer other = owner.get(cell);
        if (other != null) {
          shared[i][other] += weights.getOrDefault(cell, 0.0);
        }
      }
    }
  }

  private static void addParts(List<Members> clusters, Map<String, Double> weights) {
    double all = 0;
    for (Members cluster : clusters) {
      for (long weight : cluster.cells().values()) {
        all += weight;
      }
    }
    for (Members cluster : clusters) {
      for (Map.Entry<String, Long> cell : cluster.cells().entrySet()) {
        weights.merge(cell.getKey(), all == 0 ? 0 : cell.getValue() / all, Double::sum);
      }
    }
  }

  private static double[] sums(List<Members> clusters, Map<String, Double> weights) {
    double[] sums = new double[clusters.size()];
    for (int i = 0; i < sums.length; i++) {
      for (String cell : clusters.get(i).cells().keySet().stream().sorted().toList()) {
        sums[i] += weights.getOrDefault(cell, 0.0);
      }
    }
    return sums;
  }

  /** Weighted Jaccard overlap, 0 to 1: what two clusters share over what either has. */
  double jaccard(int before, int after) {
    double either = beforeWeights[before] + afterWeights[after] - shared[before][after];
    return either == 0 ? 0 : shared[before][after] / either;
  }

  /** The part of an earlier cluster that lies in a later one, 0 to 1. */
  double partOfBefore(int before, int after) {
    return beforeWeights[before] == 0 ? 0 : shared[before][after] / beforeWeights[before];
  }

  /** The part of a later cluster that comes from an earlier one, 0 to 1. */
  double partOfAfter(int before, int after) {
    return afterWeights[after] == 0 ? 0 : shared[before][after] / afterWeights[after];
  }
}
