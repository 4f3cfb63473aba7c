package org.techindex.scoring.sensitivity;

import java.util.function.ToDoubleFunction;
import org.techindex.scoring.interval.RandomStream;

/**
 * Total-effect (Sobol) indices: the part of an outcome's variance that goes when everything but one
 * parameter is known, its interactions with the others included. Each draw takes two points of the
 * unit cube and swaps one coordinate at a time:
 *
 * <pre>  T_i = sum over draws of (f(a) - f(a with b_i))^2 / (2 n Var f)</pre>
 *
 * @see <a href="https://doi.org/10.1016/S0010-4655(98)00154-4">Jansen 1999</a>
 * @see <a href="https://doi.org/10.1016/j.cpc.2009.09.018">Saltelli and others 2010</a>
 */
final class TotalEffects {

  private final int parameters;
  private final int draws;

  /**
   * @param parameters number of coordinates, 1 or more
   * @param draws pairs of points, 2 or more; the outcome is computed {@code draws * (parameters +
   *     1)} times
   */
  TotalEffects(int parameters, int draws) {
    this.parameters = parameters;
    this.draws = draws;
  }

  /**
   * The index of each parameter: 0 (it does not matter) to about 1 (nothing else matters). All are
   * 0 where the outcome never changes.
   *
   * @param outcome of a point, each coordinate between 0 and 1
   */
  double[] indices(ToDoubleFunction<double[]> outcome, RandomStream random) {
    double[] outcomes = new double[draws];
    double[] squares = new double[parameters];
    for (int draw = 0; draw < draws; draw++) {
      double[] point = point(random);
      double[] other = point(random);
      outcomes[draw] = outcome.applyAsDouble(point);
      for (int i = 0; i < parameters; i++) {
        double[] swapped = point.clone();
        swapped[i] = other[i];
        double change = outcomes[draw] - outcome.applyAsDouble(swapped);
        squares[i] += change * change;
      }
    }
    double variance = variance(outcomes);
    double[] indices = new double[parameters];
    for (int i = 0; i < parameters; i++) {
      indices[i] = variance == 0 ? 0 : squares[i] / (2 * draws * variance);
    }
    return indices;
  }

  private double[] point(RandomStream random) {
    double[] point = new double[parameters];
    for (int i = 0; i < parameters; i++) {
      point[i] = random.nextUniform();
    }
    return point;
  }

  private static double variance(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }
}
