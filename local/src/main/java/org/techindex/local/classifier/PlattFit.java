package org.techindex.local.classifier;

import java.util.List;
import org.techindex.common.sector.Calibration;

/**
 * Fits a {@link Calibration} to scores that a model gave to texts it was not trained on, by
 * Newton's method with backtracking, targets smoothed as by Platt (Lin, Lin and Weng 2007, doi
 * 10.1007/s10994-007-5018-6).
 */
final class PlattFit {

  private static final int MOST_STEPS = 100;
  private static final double SMALLEST_STEP = 1e-10;
  private static final double RIDGE = 1e-12;
  private static final double FLAT = 1e-5;
  private static final double LEAST_SLOPE = 1e-3;

  /** A score and its answer. */
  record Scored(double score, boolean is) {}

  private PlattFit() {}

  static Calibration fit(List<Scored> all) {
    double positives = 0;
    double negatives = 0;
    for (Scored one : all) {
      if (one.is()) {
        positives++;
      } else {
        negatives++;
      }
    }
    double high = (positives + 1) / (positives + 2);
    double low = 1 / (negatives + 2);
    double slope = 1;
    double intercept = 0;
    double loss = loss(all, high, low, slope, intercept);
    for (int step = 0; step < MOST_STEPS; step++) {
      double gradientSlope = 0;
      double gradientIntercept = 0;
      double curveSlope = RIDGE;
      double curveIntercept = RIDGE;
      double curveBoth = 0;
      for (Scored one : all) {
        double probability = 1 / (1 + Math.exp(-(slope * one.score() + intercept)));
        double error = probability - (one.is() ? high : low);
        double curve = probability * (1 - probability);
        gradientSlope += error * one.score();
        gradientIntercept += error;
        curveSlope += curve * one.score() * one.score();
        curveIntercept += curve;
        curveBoth += curve * one.score();
      }
      if (Math.abs(gradientSlope) < FLAT && Math.abs(gradientIntercept) < FLAT) {
        break;
      }
      double determinant = curveSlope * curveIntercept - curveBoth * curveBoth;
      double towardsSlope =
          -(curveIntercept * gradientSlope - curveBoth * gradientIntercept) / determinant;
      double towardsIntercept =
          -(curveSlope * gradientIntercept - curveBoth * gradientSlope) / determinant;
      double length = 1;
      while (length >= SMALLEST_STEP) {
        double newSlope = slope + length * towardsSlope;
        double newIntercept = intercept + length * towardsIntercept;
        double newLoss = loss(all, high, low, newSlope, newIntercept);
        if (newLoss < loss) {
          slope = newSlope;
          intercept = newIntercept;
          loss = newLoss;
          break;
        }
        length /= 2;
      }
      if (length < SMALLEST_STEP) {
        break;
      }
    }
    return new Calibration(Math.max(slope, LEAST_SLOPE), intercept);
  }

  private static double loss(
      List<Scored> all, double high, double low, double slope, double intercept) {
    double loss = 0;
    for (Scored one : all) {
      double z = slope * one.score() + intercept;
      double target = one.is() ? high : low;
      double both = z >= 0 ? Math.log1p(Math.exp(-z)) : -z + Math.log1p(Math.exp(z));
      loss += both + (1 - target) * z;
    }
    return loss;
  }
}
