package org.techindex.scoring.cluster;

import java.util.Arrays;

/**
 * How strongly the signals of two cells are linked: a sparse, symmetric matrix in integer
 * millionths. Links within one cell are left out: no boundary can come between their ends.
 */
public final class CellLinks {

  /** No cell is linked to another. */
  public static final CellLinks NONE = new CellLinks(new long[0], new long[0], new long[0]);

  private final long[] from;
  private final long[] to;
  private final long[] strengths;

  private CellLinks(long[] from, long[] to, long[] strengths) {
    this.from = from;
    this.to = to;
    this.strengths = strengths;
  }

  /**
   * Takes three arrays aligned with each other, in any order; a pair given more than once, either
   * way round, is summed. The arrays are copied.
   *
   * @param from H3 index of one end
   * @param to H3 index of the other end
   * @param strengthMillionths sum of the weights of the links between the two, 0 or more
   * @throws IllegalArgumentException if the arrays differ in length or a strength is negative
   */
  public static CellLinks of(long[] from, long[] to, long[] strengthMillionths) {
    int given = from.length;
    if (to.length != given || strengthMillionths.length != given) {
      throw new IllegalArgumentException("the ends and strengths of links differ in length");
    }
    record Pair(long low, long high, long strength) {}
    Pair[] pairs = new Pair[given];
    int count = 0;
    for (int i = 0; i < given; i++) {
      if (strengthMillionths[i] < 0) {
        throw new IllegalArgumentException(
            "the strength of a link is negative: " + strengthMillionths[i]);
      }
      if (from[i] != to[i]) {
        pairs[count++] =
            new Pair(Math.min(from[i], to[i]), Math.max(from[i], to[i]), strengthMillionths[i]);
      }
    }
    Arrays.sort(
        pairs,
        0,
        count,
        (a, b) -> a.low != b.low ? Long.compare(a.low, b.low) : Long.compare(a.high, b.high));
    long[] lows = new long[count];
    long[] highs = new long[count];
    long[] sums = new long[count];
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      Pair pair = pairs[i];
      boolean again =
          distinct > 0 && lows[distinct - 1] == pair.low && highs[distinct - 1] == pair.high;
      if (again) {
        sums[distinct - 1] = Math.addExact(sums[distinct - 1], pair.strength);
      } else {
        lows[distinct] = pair.low;
        highs[distinct] = pair.high;
        sums[distinct++] = pair.strength;
      }
    }
    return new CellLinks(
        Arrays.copyOf(lows, distinct),
        Arrays.copyOf(highs, distinct),
        Arrays.copyOf(sums, distinct));
  }

  /** Number of linked pairs. */
  public int size() {
    return from.length;
  }

  /** The end of the lower H3 index. */
  public long low(int pair) {
    return from[pair];
  }

  /** The end of the higher H3 index. */
  public long high(int pair) {
    return to[pair];
  }

  public long strengthMillionths(int pair) {
    return strengths[pair];
  }
}
