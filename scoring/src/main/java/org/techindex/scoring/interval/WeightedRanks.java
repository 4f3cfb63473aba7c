package org.techindex.scoring.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /**
   * Two clusters that are not yet told apart both ways round.
   *
   * @param precision one over the standard deviation of their difference
   * @param difference of their percentages over its standard deviation
   * @param above whether the left is shown to lie above the right
   * @param below whether it is shown to lie below
   */
  private record Pair(
      int left, int right, double precision, double difference, boolean above, boolean below) {

    Pair heldAgainst(double criticalValue) {
      return new Pair(
          left,
          right,
          precision,
          difference,
          above || difference > criticalValue,
          below || -difference > criticalValue);
    }

    /** The largest standardised error in a direction that is still open. */
    double error(double[] errors) {
      double standardised = (errors[left] - errors[right]) * precision;
      return (standardised > 0 ? above : below) ? 0 : Math.abs(standardised);
    }
  }

  private final class Run {

    private final int clusters;
    private final double[][] errors = new double[draws][];
    private Pair[] pairs;

    Run(Percentages percentages, SignalNoise noise, RandomStream random) {
      clusters = noise.clusters();
      List<Pair> comparable = new ArrayList<>();
      for (int left = 0; left < clusters; left++) {
        for (int right = left + 1; right < clusters; right++) {
          double deviation = noise.deviationOfDifference(left, right);
          if (deviation > 0) {
            double points = percentages.percentage(left) - percentages.percentage(right);
            comparable.add(new Pair(left, right, 1 / deviation, points / deviation, false, false));
          }
        }
      }
      pairs = comparable.toArray(Pair[]::new);
      for (int draw = 0; draw < draws; draw++) {
        errors[draw] = noise.draw(random);
      }
    }

    RankSet[] rankSets() {
      int toldApart = -1;
      int found = 0;
      while (found > toldApart) {
        toldApart = found;
        double criticalValue = criticalValue();
        pairs =
            Arrays.stream(pairs).map(pair -> pair.heldAgainst(criticalValue)).toArray(Pair[]::new);
        found = (int) Arrays.stream(pairs).filter(pair -> pair.above || pair.below).count();
      }
      boolean[][] above = new boolean[clusters][clusters];
      for (Pair pair : pairs) {
        above[pair.left][pair.right] = pair.above;
        above[pair.right][pair.left] = pair.below;
      }
      return RankSet.of(above);
    }

    /** The quantile of the largest standardised error over all pairs not yet told apart. */
    private double criticalValue() {
      double[] largest = new double[draws];
      for (int draw = 0; draw < draws; draw++) {
        double[] error = errors[draw];
        for (Pair pair : pairs) {
          largest[draw] = Math.max(largest[draw], pair.error(error));
        }
      }
      Arrays.sort(largest);
      return largest[Math.min(draws - 1, (int) Math.ceil(confidence * draws) - 1)];
    }
  }
}
