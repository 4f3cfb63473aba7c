package org.techindex.scoring.share;

import java.util.Arrays;
import org.techindex.common.method.Factor;
import org.techindex.common.signal.SignalKind;

/**
 * One factor in the rows of a table: amounts, shares, and what single signals add to the shares.
 *
 * <p>{@code share = amount / national sum}; with half publications and half institutions, half the
 * sum of the two shares. A signal's share of the factor is what it weighs in the national sum.
 */
public final class FactorAmounts {

  private final Factor factor;
  private final long[] amounts;
  private final double[] shares;
  private final double[][] squaredShares;

  /**
   * @param squaredShares for each kind in the order of {@link SignalKind}, and lastly for signals
   *     of unknown kind, the sum over the signals of a row of their squared shares
   */
  private FactorAmounts(Factor factor, long[] amounts, double[] shares, double[][] squaredShares) {
    this.factor = factor;
    this.amounts = amounts;
    this.shares = shares;
    this.squaredShares = squaredShares;
  }

  /** Amounts of one kind of signal, or of signals of several kinds that count alike. */
  static final class Part {

    private final long[] amounts;
    private final double[][] squares = new double[SignalKind.values().length + 1][];

    /**
     * @param amounts of each row, in millionths
     */
    Part(long[] amounts) {
      this.amounts = amounts;
      for (int i = 0; i < squares.length; i++) {
        squares[i] = new double[amounts.length];
      }
    }

    /**
     * @param squaresMillionths of each row: the sum of the squared amounts of its signals
     */
    Part with(SignalKind kind, long[] squaresMillionths) {
      return with(kind.ordinal(), squaresMillionths);
    }

    Part withUnknownKinds(long[] squaresMillionths) {
      return with(squares.length - 1, squaresMillionths);
    }

    private Part with(int place, long[] squaresMillionths) {
      Arrays.setAll(squares[place], row -> squaresMillionths[row] / 1e6);
      return this;
    }

    boolean isEmpty() {
      return Rows.sum(amounts) == 0;
    }
  }

  /** A factor that is the share of one sum. */
  static FactorAmounts of(Factor factor, Part part) {
    int rows = part.amounts.length;
    double national = Rows.sum(part.amounts);
    double[] shares = new double[rows];
    double[][] squaredShares = new double[part.squares.length][rows];
    for (int row = 0; row < rows; row++) {
      shares[row] = part.amounts[row] / national;
      for (int place = 0; place < squaredShares.length; place++) {
        squaredShares[place][row] = part.squares[place][row] / (national / 1e6) / (national / 1e6);
      }
    }
    return new FactorAmounts(factor, part.amounts, shares, squaredShares);
  }

  /**
   * A factor that is half one share and half another; where one is absent the other counts whole.
   * Its amount is its share in millionths.
   */
  static FactorAmounts ofHalves(Factor factor, Part left, Part right) {
    if (left.isEmpty()) {
      return of(factor, right);
    }
    if (right.isEmpty()) {
      return of(factor, left);
    }
    FactorAmounts ofLeft = of(factor, left);
    FactorAmounts ofRight = of(factor, right);
    int rows = left.amounts.length;
    double[] shares = new double[rows];
    long[] amounts = new long[rows];
    double[][] squaredShares = new double[left.squares.length][rows];
    for (int row = 0; row < rows; row++) {
      shares[row] = 0.5 * ofLeft.shares[row] + 0.5 * ofRight.shares[row];
      amounts[row] = Math.round(1e6 * shares[row]);
      for (int place = 0; place < squaredShares.length; place++) {
        squaredShares[place][row] =
            0.25 * (ofLeft.squaredShares[place][row] + ofRight.squaredShares[place][row]);
      }
    }
    return new FactorAmounts(factor, amounts, shares, squaredShares);
  }

  public Factor factor() {
    return factor;
  }

  /** In millionths of what the factor counts. */
  public long amountMillionths(int row) {
    return amounts[row];
  }

  /** National sum in millionths; more than 0. */
  public long nationalMillionths() {
    return Rows.sum(amounts);
  }

  /** 0 to 1. */
  public double share(int row) {
    return shares[row];
  }

  /** Sum over the row's signals of a kind of the square of each one's share of the factor. */
  public double squaredShare(SignalKind kind, int row) {
    return squaredShares[kind.ordinal()][row];
  }

  /** The same over signals of whatever kind, for a factor that is not kept by kind. */
  public double squaredShareOfUnknownKinds(int row) {
    return squaredShares[squaredShares.length - 1][row];
  }
}
