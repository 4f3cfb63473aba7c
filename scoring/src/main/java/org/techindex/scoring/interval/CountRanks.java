package org.techindex.scoring.interval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Rank sets of clusters by counts of signals, exact for any number of signals.
 *
 * <p>Of two clusters with x and y signals, the first is held to be no larger than the second and
 * the probability of x or more out of x + y is found from the binomial distribution with one half.
 * All ordered pairs are tested together with Holm's correction, so that the whole table of rank
 * sets holds every true rank with the given confidence.
 *
 * @see <a href="https://doi.org/10.3386/w29519">Bazylik, Mogstad, Romano, Shaikh, Wilhelm 2021</a>
 */
public final class CountRanks {

  private record Comparison(int larger, int smaller, double chance) {}

  private CountRanks() {}

  /**
   * Compares every pair.
   *
   * @param counts of each cluster, 0 or more; sums of fractional memberships take the continuous
   *     extension of the binomial distribution
   * @param confidence of the whole table, above 0 and below 1
   */
  public static RankSet[] rankSets(double[] counts, double confidence) {
    List<Comparison> comparisons = new ArrayList<>();
    for (int larger = 0; larger < counts.length; larger++) {
      for (int smaller = 0; smaller < counts.length; smaller++) {
        if (counts[larger] > counts[smaller]) {
          comparisons.add(
              new Comparison(larger, smaller, chanceOfAsMany(counts[larger], counts[smaller])));
        }
      }
    }
    comparisons.sort(
        Comparator.comparingDouble(Comparison::chance)
            .thenComparingInt(Comparison::larger)
            .thenComparingInt(Comparison::smaller));
    int left = counts.length * (counts.length - 1);
    boolean[][] above = new boolean[counts.length][counts.length];
    for (Comparison comparison : comparisons) {
      if (comparison.chance > (1 - confidence) / left) {
        break;
      }
      above[comparison.larger][comparison.smaller] = true;
      left--;
    }
    return RankSet.of(above);
  }

  /** P(X >= x) for X binomial of x + y trials with one half: a value of the beta distribution. */
  private static double chanceOfAsMany(double x, double y) {
    return BetaDistribution.of(x, y + 1).cumulativeProbability(0.5);
  }
}
