package org.techindex.scoring.total;

/**
 * What the signals of one kind weigh in each cell of a sector, cell by cell in the order of {@link
 * SectorTotals}. Amounts are integer millionths, so that every sum is exact.
 *
 * <p>The <em>weight</em> of a signal is its amount times its membership: one for a business, what
 * the method's half-life leaves of an event, full-time equivalent staff for an institution, the
 * fraction at this place for a publication. Its <em>heads</em> are the same with one instead of the
 * staff of an institution. The squared sums are sums over signals of the square of the amount, in
 * millionths, rounded once per signal.
 */
public final class KindTotals {

  private final long[] weight;
  private final long[] squaredWeight;
  private final long[] heads;
  private final long[] squaredHeads;
  private final long[] signals;

  /**
   * @param weight one for each cell, in millionths, like the other amounts
   * @param signals parts of signals with any membership
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public KindTotals(
      long[] weight, long[] squaredWeight, long[] heads, long[] squaredHeads, long[] signals) {
    if (squaredWeight.length != weight.length
        || heads.length != weight.length
        || squaredHeads.length != weight.length
        || signals.length != weight.length) {
      throw new IllegalArgumentException("totals of a kind need one value for each cell");
    }
    this.weight = weight.clone();
    this.squaredWeight = squaredWeight.clone();
    this.heads = heads.clone();
    this.squaredHeads = squaredHeads.clone();
    this.signals = signals.clone();
  }

  /** A kind without signals in any of so many cells. */
  public static KindTotals none(int cells) {
    long[] zeros = new long[cells];
    return new KindTotals(zeros, zeros, zeros, zeros, zeros);
  }

  /** Number of cells. */
  public int size() {
    return weight.length;
  }

  /** Weight in millionths. */
  public long weight(int cell) {
    return weight[cell];
  }

  /** Sum of squared weights in millionths. */
  public long squaredWeight(int cell) {
    return squaredWeight[cell];
  }

  /** Heads in millionths. */
  public long heads(int cell) {
    return heads[cell];
  }

  /** Sum of squared heads in millionths. */
  public long squaredHeads(int cell) {
    return squaredHeads[cell];
  }

  /** Parts of signals with any membership in the sector. */
  public long signals(int cell) {
    return signals[cell];
  }
}
