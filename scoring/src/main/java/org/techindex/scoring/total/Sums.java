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

  boolean isZero() {
    return (weight | squaredWeight | heads | squaredHeads | influence | squaredInfluence | signals)
        == 0;
  }
}
