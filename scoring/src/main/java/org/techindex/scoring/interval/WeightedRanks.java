package org.techindex.scoring.interval;

import java.util.Arrays;
import org.techindex.common.method.Percentages;

/**
 * Rank sets of clusters by weighted percentages.
 *
 * <p>All differences of two percentages, each over its standard deviation, are held against one
 * critical value: the quantile of their largest value in draws from {@link SignalNoise}. What is
 * found to differ is taken out and the rest is held against its own, smaller critical value, until
 * nothing new is found. The whole table of rank sets holds every true rank with the given
 * confidence, as far as sums of signals are normally distributed. Two percentages without any noise
 * between them are never told apart.
 *
 * @see <a href="https://doi.org/10.1093/restud/rdad006">Mogstad, Romano, Shaikh, Wilhelm 2023</a>
 */
final class WeightedRanks {

  private final double confidence;
  private final int draws;

  /**
   * @param confidence of the whole table, above 0 and below 1
   * @param draws of the noise, 1 or more
   */
  WeightedRanks(double confidence, int draws) {
    this.confidence = confidence;
    this.draws = draws;
  }

  /** Compares every pair of clusters. */
  RankSet[] rankSets(Percentages percentages, SignalNoise noise, RandomStream random) {
    return new Run(percentages, noise, random).rankSets();
  }

  private final class Run {

    private final int clusters;
    private final double[][] precisions;
    private final double[][] differences;
    private final double[][] errors;
    private final boolean[][] above;

    Run(Percentages percentages, SignalNoise noise, RandomStream random) {
      clusters = noise.clusters();
      precisions = new double[clusters][clusters];
      differences = new double[clusters][clusters];
      above = new boolean[clusters][clusters];
      for (int left = 0; left < clusters; left++) {
        for (int right = 0; right < clusters; right++) {
          double deviation = left == right ? 0 : noise.deviationOfDifference(left, right);
          precisions[left][right] = deviation > 0 ? 1 / deviation : 0;
          differences[left][right] =
              (percentages.percentage(left) - percentages.percentage(right))
                  * precisions[left][right];
        }
      }
      errors = new double[draws][];
      for (int draw = 0; draw < draws; draw++) {
        errors[draw] = noise.draw(random);
      }
    }

    RankSet[] rankSets() {
      boolean found = clusters > 1;
      while (found) {
        found = findBeyond(criticalValue());
      }
      return RankSet.of(above);
    }

    private boolean findBeyond(double criticalValue) {
      boolean found = false;
      for (int left = 0; left < clusters; left++) {
        for (int right = 0; right < clusters; right++) {
          if (!above[left][right] && differences[left][right] > criticalValue) {
            above[left][right] = true;
            found = true;
          }
        }
      }
      return found;
    }

    /** The quantile of the largest standardised error over all pairs not yet told apart. */
    private double criticalValue() {
      double[] largest = new double[draws];
      for (int draw = 0; draw < draws; draw++) {
        largest[draw] = largestOf(errors[draw]);
      }
      Arrays.sort(largest);
      return largest[Math.min(draws - 1, (int) Math.ceil(confidence * draws) - 1)];
    }

    private double largestOf(double[] error) {
      double largest = 0;
      for (int left = 0; left < clusters; left++) {
        for (int right = left + 1; right < clusters; right++) {
          double standardised = (error[left] - error[right]) * precisions[left][right];
          boolean open = standardised > 0 ? !above[left][right] : !above[right][left];
          if (open && Math.abs(standardised) > largest) {
            largest = Math.abs(standardised);
          }
        }
      }
      return largest;
    }
  }
}
