package org.techindex.scoring.interval;

import java.util.List;
import org.techindex.common.method.Factor;
import org.techindex.common.method.Percentages;
import org.techindex.common.signal.SignalKind;
import org.techindex.scoring.share.FactorAmounts;
import org.techindex.scoring.share.FactorShares;

/**
 * How much the percentages of a table would vary if other signals of the same sort had been seen.
 *
 * <p>Had each signal been seen as often as a Poisson variable of mean 1 says, share S_k = A_k / A
 * of a factor would vary with
 *
 * <pre>  Cov(S_k, S_l) = sum over signals i of (a_i / A)^2 (1[i in k] - S_k)(1[i in l] - S_l)</pre>
 *
 * which needs only the squared weights summed by row. This is kept as loads: percentage k is moved
 * by load(k, s) times an independent shock s of variance 1, one shock for the signals of each kind
 * in each row, Elsewhere included. A covariance is the sum of products of loads.
 *
 * <p>A signal that counts in several factors moves them together. Within one kind this is exact
 * where the factors weigh its signals alike (activity and specialisms), and else errs to the wide
 * side (staff and heads of institutions). Influence is not kept by kind: it is taken to move as one
 * with whatever else moves the cluster, which is the widest that may be. The expected heads and the
 * shrinking of specialisms are taken as known.
 */
final class SignalNoise {

  private static final int KINDS = SignalKind.values().length;

  /** The part of a variance that may be left over by rounding. */
  private static final double NEGLIGIBLE = 1e-10;

  private final double[][] loads;
  private final double[][] root;

  private SignalNoise(double[][] loads) {
    this.loads = loads;
    this.root = root();
  }

  /**
   * The lower triangle L with {@code L L' = covariance} (Cholesky): a draw then needs one variable
   * for each cluster. Where a cluster's noise follows from that of earlier ones, as in a table
   * without Elsewhere, its own column is 0.
   */
  private double[][] root() {
    int size = loads.length;
    double[][] lower = new double[size][size];
    for (int column = 0; column < size; column++) {
      double variance = covariance(column, column);
      double left = variance;
      for (int k = 0; k < column; k++) {
        left -= lower[column][k] * lower[column][k];
      }
      if (left > NEGLIGIBLE * variance) {
        double pivot = Math.sqrt(left);
        lower[column][column] = pivot;
        for (int row = column + 1; row < size; row++) {
          double sum = covariance(row, column);
          for (int k = 0; k < column; k++) {
            sum -= lower[row][k] * lower[column][k];
          }
          lower[row][column] = sum / pivot;
        }
      }
    }
    return lower;
  }

  /** The noise of the clusters' percentages, Elsewhere left out. */
  static SignalNoise of(FactorShares shares, Percentages percentages) {
    double[][][] shocks = shocks(shares, percentages);
    int shockCount = shares.rows() * KINDS;
    double[][] loads = new double[shares.clusters()][shockCount];
    for (int factor = 0; factor < shocks.length; factor++) {
      FactorAmounts amounts = shares.amounts().get(factor);
      double points = 100 * percentages.weight(factor);
      for (int cluster = 0; cluster < loads.length; cluster++) {
        double share = amounts.share(cluster);
        for (int row = 0; row < shares.rows(); row++) {
          double inRow = (row == cluster ? 1 : 0) - share;
          for (int kind = 0; kind < KINDS; kind++) {
            loads[cluster][row * KINDS + kind] += points * inRow * shocks[factor][row][kind];
          }
        }
      }
    }
    return new SignalNoise(loads);
  }

  /** For each factor, row and kind the standard deviation that its signals give to the share. */
  private static double[][][] shocks(FactorShares shares, Percentages percentages) {
    List<FactorAmounts> factors = shares.amounts();
    double[][][] shocks = new double[factors.size()][shares.rows()][KINDS];
    for (int row = 0; row < shares.rows(); row++) {
      double[] together = new double[KINDS];
      for (int factor = 0; factor < factors.size(); factor++) {
        for (SignalKind kind : SignalKind.values()) {
          double deviation = Math.sqrt(factors.get(factor).squaredShare(kind, row));
          shocks[factor][row][kind.ordinal()] = deviation;
          together[kind.ordinal()] += percentages.weight(factor) * deviation;
        }
      }
      int influence = percentages.factors().indexOf(Factor.INFLUENCE);
      if (influence >= 0) {
        double deviation = Math.sqrt(factors.get(influence).squaredShareOfUnknownKinds(row));
        shocks[influence][row] = alongside(together, deviation);
      }
    }
    return shocks;
  }

  /** A shock of the given size in the direction of the others of its row. */
  private static double[] alongside(double[] others, double deviation) {
    double length = 0;
    for (double other : others) {
      length += other * other;
    }
    double[] shock = new double[KINDS];
    for (int kind = 0; kind < KINDS; kind++) {
      shock[kind] =
          deviation * (length > 0 ? others[kind] / Math.sqrt(length) : 1 / Math.sqrt(KINDS));
    }
    return shock;
  }

  int clusters() {
    return loads.length;
  }

  /** Covariance of two clusters' percentages, in squared percentage points. */
  double covariance(int left, int right) {
    double sum = 0;
    for (int shock = 0; shock < loads[left].length; shock++) {
      sum += loads[left][shock] * loads[right][shock];
    }
    return sum;
  }

  /** Standard deviation of the difference of two clusters' percentages, in percentage points. */
  double deviationOfDifference(int left, int right) {
    double sum = 0;
    for (int shock = 0; shock < loads[left].length; shock++) {
      double difference = loads[left][shock] - loads[right][shock];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /** One draw of how far each percentage is off, in percentage points. */
  double[] draw(RandomStream random) {
    int size = loads.length;
    double[] normal = new double[size];
    double[] errors = new double[size];
    for (int cluster = 0; cluster < size; cluster++) {
      normal[cluster] = random.nextGaussian();
      double[] row = root[cluster];
      double sum = 0;
      for (int k = 0; k <= cluster; k++) {
        sum += row[k] * normal[k];
      }
      errors[cluster] = sum;
    }
    return errors;
  }
}
