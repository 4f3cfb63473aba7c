package org.techindex.common.measure;

/**
 * An amount in integer millionths, so that sums are exact whatever their order: a business that
 * certainly belongs to a sector weighs 1,000,000.
 *
 * @param millionths zero or more
 */
public record Weight(long millionths) implements Comparable<Weight> {

  /** Millionths in one. */
  public static final long ONE_MILLIONTHS = 1_000_000;

  public static final Weight ZERO = new Weight(0);
  public static final Weight ONE = new Weight(ONE_MILLIONTHS);

  /**
   * @throws IllegalArgumentException if negative
   */
  public Weight {
    if (millionths < 0) {
      throw new IllegalArgumentException("a weight is not negative: " + millionths);
    }
  }

  /**
   * @throws ArithmeticException if the sum does not fit 64 bits
   */
  public Weight plus(Weight other) {
    return new Weight(Math.addExact(millionths, other.millionths));
  }

  /**
   * Product of two amounts, both in millionths, rounded half up.
   *
   * @throws ArithmeticException if the product does not fit 64 bits
   */
  public static long multiply(long leftMillionths, long rightMillionths) {
    long high = Math.multiplyHigh(leftMillionths, rightMillionths);
    long low = leftMillionths * rightMillionths;
    if (high == 0 && low >= 0) {
      return (low + ONE_MILLIONTHS / 2) / ONE_MILLIONTHS;
    }
    return java.math.BigInteger.valueOf(leftMillionths)
        .multiply(java.math.BigInteger.valueOf(rightMillionths))
        .add(java.math.BigInteger.valueOf(ONE_MILLIONTHS / 2))
        .divide(java.math.BigInteger.valueOf(ONE_MILLIONTHS))
        .longValueExact();
  }

  @Override
  public int compareTo(Weight other) {
    return Long.compare(millionths, other.millionths);
  }
}
