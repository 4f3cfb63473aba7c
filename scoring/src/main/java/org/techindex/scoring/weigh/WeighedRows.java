package org.techindex.scoring.weigh;

import java.util.ArrayList;
import java.util.List;
import org.techindex.common.method.Counting;
import org.techindex.common.method.Factor;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.method.Percentages;
import org.techindex.scoring.share.FactorAmounts;
import org.techindex.scoring.share.FactorShares;

/**
 * The rows of a sector's table, weighed and ranked.
 *
 * <p>Where heads are counted, the weight of a factor is its part of all heads, {@code w_f = A_f /
 * A}: a percentage is then the plain share of heads, and ranks come from the whole numbers
 * themselves.
 */
public final class WeighedRows {

  private final Percentages percentages;
  private final int[] ranks;
  private final List<String> warnings;

  private WeighedRows(Percentages percentages, int[] ranks, List<String> warnings) {
    this.percentages = percentages;
    this.ranks = ranks;
    this.warnings = List.copyOf(warnings);
  }

  /** Weighs every row and ranks the clusters. */
  public static WeighedRows of(FactorShares shares, Counting counting) {
    return switch (counting) {
      case Counting.Factors factors -> byFactors(shares, factors.weights());
      case Counting.Heads _ -> byHeads(shares);
    };
  }

  private static WeighedRows byFactors(FactorShares shares, FactorWeights weights) {
    List<Factor> inForce = shares.factors();
    List<String> warnings = new ArrayList<>();
    FactorWeights used = weights;
    if (!inForce.isEmpty() && inForce.stream().allMatch(factor -> weights.of(factor) == 0)) {
      used = FactorWeights.inProportion(1, 1, 1, 1, 1);
      warnings.add(
          "All the weight lies on factors without data: the factors that have data count alike.");
    }
    Percentages percentages = Percentages.of(inForce, shares.shares(), used);
    return new WeighedRows(percentages, percentages.ranks(shares.clusters()), warnings);
  }

  private static WeighedRows byHeads(FactorShares shares) {
    double all = 0;
    for (FactorAmounts factor : shares.amounts()) {
      all += factor.nationalMillionths();
    }
    double[] weights = new double[shares.amounts().size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = shares.amounts().get(i).nationalMillionths() / all;
    }
    double[] heads = new double[shares.clusters()];
    for (int cluster = 0; cluster < heads.length; cluster++) {
      heads[cluster] = shares.headsMillionths(cluster);
    }
    return new WeighedRows(
        Percentages.of(shares.factors(), shares.shares(), weights),
        Percentages.ranks(heads),
        List.of());
  }

  /** Percentages of the clusters in the order of their labels, then of Elsewhere. */
  public Percentages percentages() {
    return percentages;
  }

  /** Rank of a cluster by its label: 1 or more, equal values share a rank. */
  public int rank(int cluster) {
    return ranks[cluster];
  }

  /** What was odd about the weights, in plain sentences. */
  public List<String> warnings() {
    return warnings;
  }

  /** A percentage as tables print it: with one decimal, rounded half up, "21.5". */
  public static String printed(double percentage) {
    return String.format(java.util.Locale.ROOT, "%.1f", percentage);
  }
}
