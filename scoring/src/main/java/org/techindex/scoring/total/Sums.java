package org.techindex.scoring.total;

/**
 * A row of sums, in millionths but for the count. Before fading: an event counts whole here.
 *
 * @param weight amount times membership
 * @param heads the same without the staff of institutions
 * @param influence heads times {@code log2(1 + outside links + citations)}
 * @param squaredWeight sum of squares, like the other two
 * @param signals parts of signals with any membership
 */
public record Sums(
    long weight,
    long squaredWeight,
    long heads,
    long squaredHeads,
    long influence,
    long squaredInfluence,
    long signals) {

  /** Number of sums, and so of places that {@link #addTo} changes. */
  public static final int COUNT = 7;

  /** What {@link #addTo} wrote from a place on. */
  public static Sums at(long[] table, int at) {
    return new Sums(
        table[at],
        table[at + 1],
        table[at + 2],
        table[at + 3],
        table[at + 4],
        table[at + 5],
        table[at + 6]);
  }

  /**
   * Adds these, in their order, to what a table holds from a place on.
   *
   * @param sign 1 to add, -1 to take back
   * @throws ArithmeticException if a sum does not fit 64 bits
   */
  public void addTo(long[] table, int at, int sign) {
    table[at] = Math.addExact(table[at], sign * weight);
    table[at + 1] = Math.addExact(table[at + 1], sign * squaredWeight);
    table[at + 2] = Math.addExact(table[at + 2], sign * heads);
    table[at + 3] = Math.addExact(table[at + 3], sign * squaredHeads);
    table[at + 4] = Math.addExact(table[at + 4], sign * influence);
    table[at + 5] = Math.addExact(table[at + 5], sign * squaredInfluence);
    table[at + 6] = Math.addExact(table[at + 6], sign * signals);
  }

  boolean isZero() {
    return (weight | squaredWeight | heads | squaredHeads | influence | squaredInfluence | signals)
        == 0;
  }
}
