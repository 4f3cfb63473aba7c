package org.techindex.scoring.interval;

import org.techindex.common.method.Percentages;
import org.techindex.scoring.share.FactorShares;

/**
 * The ranks of the clusters under factor weights drawn evenly from all weights that add up to 1
 * (Dirichlet with every parameter 1): what a rank owes to the choice of weights.
 */
final class AnyWeightsRanks {

  private final int[][] drawsByRank;
  private final int draws;

  private AnyWeightsRanks(int[][] drawsByRank, int draws) {
    this.drawsByRank = drawsByRank;
    this.draws = draws;
  }

  /**
   * @param draws of the weights, 1 or more
   */
  static AnyWeightsRanks of(FactorShares shares, int draws, RandomStream random) {
    int clusters = shares.clusters();
    double[][] shareOfFactor = shares.shares();
    double[] weights = new double[shares.factors().size()];
    int[][] drawsByRank = new int[clusters][clusters + 1];
    for (int draw = 0; draw < draws; draw++) {
      // Exponential variables over their sum are Dirichlet; ranks do not depend on the sum.
      for (int factor = 0; factor < weights.length; factor++) {
        weights[factor] = random.nextExponential();
      }
      double[] values = new double[clusters];
      for (int cluster = 0; cluster < clusters; cluster++) {
        for (int factor = 0; factor < weights.length; factor++) {
          values[cluster] += weights[factor] * shareOfFactor[cluster][factor];
        }
      }
      int[] ranks = Percentages.ranks(values);
      for (int cluster = 0; cluster < clusters; cluster++) {
        drawsByRank[cluster][ranks[cluster]]++;
      }
    }
    return new AnyWeightsRanks(drawsByRank, draws);
  }

  /** The best rank that at least this part of the draws is better than or equal to. */
  int quantile(int cluster, double part) {
    int wanted = (int) Math.ceil(part * draws);
    int rank = 1;
    int counted = drawsByRank[cluster][rank];
    while (counted < wanted) {
      rank++;
      counted += drawsByRank[cluster][rank];
    }
    return rank;
  }
}
