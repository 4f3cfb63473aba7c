package org.techindex.common.method;

/**
 * What each factor counts in a percentage; together 1.
 *
 * @param activity 0 to 1, as are the others
 */
public record FactorWeights(
    double activity, double events, double universities, double influence, double specialisms) {

  /** How far from 1 the sum of weights may be that people write with a few decimals. */
  private static final double SUM_TOLERANCE = 1e-9;

  /**
   * @throws IllegalArgumentException if a weight is negative or not a number, or if they do not add
   *     up to 1
   */
  public FactorWeights {
    double sum = checkedSum(activity, events, universities, influence, specialisms);
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException("the weights add up to " + readable(sum) + ", not to 1");
    }
  }

  /**
   * Weights in the given proportions, whatever their sum: 2, 1, 1, 0, 0 is 0.5, 0.25, 0.25, 0, 0.
   *
   * @throws IllegalArgumentException if one is negative or not finite, or if all are 0
   */
  public static FactorWeights inProportion(
      double activity, double events, double universities, double influence, double specialisms) {
    double sum = checkedSum(activity, events, universities, influence, specialisms);
    if (sum == 0) {
      throw new IllegalArgumentException("all weights are 0: give at least one factor a weight");
    }
    return new FactorWeights(
        activity / sum, events / sum, universities / sum, influence / sum, specialisms / sum);
  }

  private static double checkedSum(double... weights) {
    double sum = 0;
    for (Factor factor : Factor.values()) {
      double weight = weights[factor.ordinal()];
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "the weight of " + factor.word() + " is 0 or more, not " + weight);
      }
      sum += weight;
    }
    if (Double.isInfinite(sum)) {
      throw new IllegalArgumentException("the weights are too large to add up");
    }
    return sum;
  }

  static String readable(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(Math.rint(number * 1e9) / 1e9);
  }

  public double of(Factor factor) {
    return switch (factor) {
      case ACTIVITY -> activity;
      case EVENTS -> events;
      case UNIVERSITIES -> universities;
      case INFLUENCE -> influence;
      case SPECIALISMS -> specialisms;
    };
  }
}
