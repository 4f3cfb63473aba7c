package org.techindex.scoring.interval;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The interval of one percentage, not of the whole table at once. */
final class PercentageIntervals {

  /**
   * Ends are rounded to a millionth of a percentage point: they come from functions whose last
   * digit may differ from machine to machine.
   */
  private static final double STEPS_PER_POINT = 1e6;

  private final double tail;

  /**
   * @param confidence above 0, below 1
   */
  PercentageIntervals(double confidence) {
    this.tail = (1 - confidence) / 2;
  }

  /**
   * @param low 0 to 100, as is {@code high}
   */
  record Ends(double low, double high) {

    Ends {
      low = Math.rint(low * STEPS_PER_POINT) / STEPS_PER_POINT;
      high = Math.rint(high * STEPS_PER_POINT) / STEPS_PER_POINT;
    }
  }

  /**
   * From the standard deviation, symmetrical in the logarithm of the odds, so that it stays within
   * 0 and 100.
   */
  Ends ofDeviation(double percentage, double deviationPoints) {
    double share = percentage / 100;
    if (!(share > 0 && share < 1)) {
      return new Ends(percentage, percentage);
    }
    double reach =
        -NormalDistribution.of(0, 1).inverseCumulativeProbability(tail)
            * deviationPoints
            / 100
            / (share * (1 - share));
    double odds = share / (1 - share);
    double low = odds * StrictMath.exp(-reach);
    double high = odds * StrictMath.exp(reach);
    return new Ends(100 * low / (1 + low), Double.isInfinite(high) ? 100 : 100 * high / (1 + high));
  }

  /**
   * Of a count, exact.
   *
   * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper, Pearson 1934</a>
   */
  Ends ofCount(double count, double all) {
    double low =
        count > 0
            ? BetaDistribution.of(count, all - count + 1).inverseCumulativeProbability(tail)
            : 0;
    double high =
        count < all
            ? BetaDistribution.of(count + 1, all - count).inverseSurvivalProbability(tail)
            : 1;
    return new Ends(100 * low, 100 * high);
  }
}
