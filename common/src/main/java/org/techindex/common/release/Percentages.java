package org.techindex.common.release;

import java.util.Arrays;
import java.util.List;
import org.techindex.common.method.Factor;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.release.SectorRanking.FactorShare;

/**
 * Percentages from factor shares: {@code 100 * sum w_f * share_f / sum w_f} over the factors in
 * force, those that a row has shares of. With the weights of its method it gives the percentage
 * that was published.
 */
public final class Percentages {

  private Percentages() {}

  /**
   * The percentage of one row, 0 to 100; the factors are added in table order.
   *
   * @param shares of the factors in force, one each
   * @throws IllegalArgumentException if no factor in force has a weight, or one is not known
   */
  public static double of(List<FactorShare> shares, FactorWeights weights) {
    double sum = 0;
    double weightInForce = 0;
    for (Factor factor : Factor.values()) {
      for (FactorShare share : shares) {
        if (share.factor().equals(factor.word())) {
          sum += weights.of(factor) * share.share();
          weightInForce += weights.of(factor);
        }
      }
    }
    if (weightInForce == 0) {
      throw new IllegalArgumentException(
          "only "
              + String.join(", ", shares.stream().map(FactorShare::factor).toList())
              + " count here: give one of them a weight");
    }
    return 100 * sum / weightInForce;
  }

  /**
   * The factor that a word names.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Factor factor(String word) {
    return Arrays.stream(Factor.values())
        .filter(factor -> factor.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no factor '"
                    + word
                    + "', only "
                    + String.join(
                        ", ", Arrays.stream(Factor.values()).map(Factor::word).toList())));
  }
}
