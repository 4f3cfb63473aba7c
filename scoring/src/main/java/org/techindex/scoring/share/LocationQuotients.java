package org.techindex.scoring.share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.techindex.common.measure.Weight;

/**
 * How concentrated one sector is in each row of a table. With x the heads of the sector in a row
 * and E those expected if the row had the nation's mix of sectors, the location quotient is LQ = x
 * / E. Small rows give wild quotients, so LQ is shrunk towards the nation's 1:
 *
 * <pre>
 *   LQ* = 1 + C (LQ - 1),   C = A / (A + 1/E)
 *   A   = max(0, sum of E (LQ - 1)^2 / sum of E  -  1 / mean of E)
 * </pre>
 *
 * A is how much true quotients vary from row to row, found by the method of moments from a Poisson
 * count with a gamma-distributed rate. LQ* lies between 1 and LQ.
 *
 * @see <a href="https://doi.org/10.2307/2532003">Clayton, Kaldor 1987</a>
 * @see <a href="https://doi.org/10.2307/2347593">Marshall 1991</a>
 */
final class LocationQuotients {

  private final double[] heads;
  private final double[] expected;
  private final double spread;

  /**
   * @param headsMillionths of the sector in each row
   * @param allHeadsMillionths of the five sectors together in each row
   */
  LocationQuotients(long[] headsMillionths, long[] allHeadsMillionths) {
    int rows = headsMillionths.length;
    double nation = (double) Rows.sum(headsMillionths) / Math.max(1, Rows.sum(allHeadsMillionths));
    heads = new double[rows];
    expected = new double[rows];
    for (int row = 0; row < rows; row++) {
      heads[row] = (double) headsMillionths[row] / Weight.ONE_MILLIONTHS;
      expected[row] = (double) allHeadsMillionths[row] / Weight.ONE_MILLIONTHS * nation;
    }
    spread = spread();
  }

  private double spread() {
    double sumExpected = 0;
    double sumSquares = 0;
    int rows = 0;
    for (int row = 0; row < expected.length; row++) {
      if (expected[row] > 0) {
        double excess = heads[row] - expected[row];
        sumExpected += expected[row];
        sumSquares += excess * excess / expected[row];
        rows++;
      }
    }
    return rows == 0 ? 0 : Math.max(0, (sumSquares - rows) / sumExpected);
  }

  /** LQ; 1 where nothing is expected. */
  double quotient(int row) {
    return expected[row] > 0 ? heads[row] / expected[row] : 1;
  }

  /** C: how far LQ is believed, 0 (not at all) to 1. */
  double belief(int row) {
    return spread > 0 && expected[row] > 0 ? spread / (spread + 1 / expected[row]) : 0;
  }

  /** LQ*. */
  double shrunkQuotient(int row) {
    return 1 + belief(row) * (quotient(row) - 1);
  }

  /** Heads beyond the national mix: {@code max(0, LQ* - 1) * E}. */
  double excess(int row) {
    return Math.max(0, belief(row) * (heads[row] - expected[row]));
  }

  /**
   * The probability of as many heads or more if the row had the nation's mix: the upper tail of a
   * Poisson count of mean E, by its continuous extension where memberships are fractions.
   */
  double chanceOfAsMany(int row) {
    return heads[row] > expected[row] && expected[row] > 0
        ? GammaDistribution.of(heads[row], 1).cumulativeProbability(expected[row])
        : 1;
  }

  /**
   * Which of many chances are too small to be chance, so that with 95 % probability not one is
   * flagged wrongly (Holm 1979): the i-th smallest of n is held against 0.05 / (n - i + 1).
   */
  static boolean[] significant(double[] chances) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < chances.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble((Integer i) -> chances[i]).thenComparingInt(i -> i));
    boolean[] significant = new boolean[chances.length];
    int left = chances.length;
    for (int i : order) {
      if (chances[i] > 0.05 / left) {
        break;
      }
      significant[i] = true;
      left--;
    }
    return significant;
  }
}
