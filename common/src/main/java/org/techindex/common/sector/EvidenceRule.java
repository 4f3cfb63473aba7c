package org.techindex.common.sector;

import org.techindex.common.measure.Weight;

/**
 * The one place where evidence is combined:
 *
 * <ol>
 *   <li>A producer that states sectors has decided. Its figures are kept as they are, also those
 *       below one half (the part of a university's staff in the sector's fields is a fact, not a
 *       doubt), and sectors that it leaves out are zero.
 *   <li>Otherwise text and SIC codes speak as two witnesses who do not know of each other: the
 *       probability is {@code 1 - (1 - text) * (1 - codes)}, so a code raises and never lowers.
 *   <li>A probability below one half then counts as none: a hundred signals that are each one
 *       twentieth clean growth would otherwise make five that nobody can point at.
 * </ol>
 */
final class EvidenceRule {

  /** Probabilities below this, from text and codes, count as no membership. */
  static final int LEAST_COUNTED_MILLIONTHS = 500_000;

  private EvidenceRule() {}

  /** Memberships of a signal whose producer states no sectors. */
  static Memberships combine(Memberships text, Memberships codes) {
    int[] combined = new int[Sector.CLASSIFIED.size()];
    for (Sector sector : Sector.CLASSIFIED) {
      int either = either(text.millionths(sector), codes.millionths(sector));
      combined[sector.classifiedIndex()] = either < LEAST_COUNTED_MILLIONTHS ? 0 : either;
    }
    return Memberships.ofMillionths(combined);
  }

  private static int either(int leftMillionths, int rightMillionths) {
    long neither =
        Weight.multiply(
            Weight.ONE_MILLIONTHS - leftMillionths, Weight.ONE_MILLIONTHS - rightMillionths);
    return (int) (Weight.ONE_MILLIONTHS - neither);
  }
}
