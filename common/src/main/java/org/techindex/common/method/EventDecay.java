package org.techindex.common.method;

/**
 * How an event fades: one of this month counts whole, one of {@code halfLifeMonths} ago counts
 * half, one of {@code windowMonths} ago or more counts nothing.
 *
 * @param halfLifeMonths more than 0
 * @param windowMonths 1 or more
 */
public record EventDecay(double halfLifeMonths, int windowMonths) {

  /**
   * @throws IllegalArgumentException if out of range
   */
  public EventDecay {
    if (!(halfLifeMonths > 0) || Double.isInfinite(halfLifeMonths)) {
      throw new IllegalArgumentException(
          "the half-life of events is more than 0 months, not " + halfLifeMonths);
    }
    if (windowMonths < 1) {
      throw new IllegalArgumentException(
          "the window of events is 1 month or more, not " + windowMonths);
    }
  }

  /**
   * What one event counts, in millionths.
   *
   * @param ageMonths months from the month of the event to the month of the ranking; 0 or more
   */
  public long millionthsAfter(int ageMonths) {
    if (ageMonths >= windowMonths) {
      return 0;
    }
    return Math.round(1e6 * StrictMath.pow(0.5, ageMonths / halfLifeMonths));
  }
}
