package org.techindex.common.method;

/**
 * How intervals are made.
 *
 * @param confidence that a whole table of rank sets holds every true rank: above 0, below 1
 * @param differenceDraws draws of the simultaneous comparison of all pairs, 100 or more
 * @param weightDraws draws of the factor weights for "rank under any weights", 100 or more
 */
public record IntervalSettings(double confidence, int differenceDraws, int weightDraws) {

  /** Where a method file says nothing. */
  public static final IntervalSettings DEFAULT = new IntervalSettings(0.95, 1000, 1000);
}
