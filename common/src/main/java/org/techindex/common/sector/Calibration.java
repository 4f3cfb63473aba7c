package org.techindex.common.sector;

/**
 * Turns the score of a model into a probability, {@code 1 / (1 + exp(-(slope * score +
 * intercept)))} (Platt 1999; fitted as by Lin, Lin and Weng 2007, doi 10.1007/s10994-007-5018-6).
 *
 * @param slope more than zero: a higher score is never less probable
 */
public record Calibration(double slope, double intercept) {

  /** Leaves a score that already is a logarithm of odds as it is. */
  public static final Calibration NONE = new Calibration(1, 0);

  public Calibration {
    if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException("not a calibration: " + slope + ", " + intercept);
    }
  }

  /** The probability, 0 to 1. */
  public double probability(double score) {
    return 1 / (1 + Math.exp(-(slope * score + intercept)));
  }
}
