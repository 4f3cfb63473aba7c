package org.techindex.scoring.total;

import org.techindex.common.measure.Weight;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;

/**
 * Which rows of sums a part of a signal is in, and what it amounts to there: one row for each
 * sector that it belongs to, and one more that takes the same back from the month it closes.
 */
public final class PartRows {

  private static final Sector[] SECTORS = Sector.values();
  private static final long NO_KEY = -1;

  private PartRows() {}

  /** Receives what a part amounts to in one row. */
  @FunctionalInterface
  public interface RowChange {

    /**
     * @param packedKey as {@link SumKey} packs it
     * @param sign 1 to add the sums, -1 to take them back
     */
    void change(long packedKey, int sign, Sums sums);
  }

  /**
   * Gives every row of a part.
   *
   * @param outsideLinksMillionths weight of its links that reach outside
   * @param earliestMonth months of other kinds than events before this one share its row
   * @param sign 1 to add the part, -1 to take it back
   */
  public static void forEach(
      StoredPart part, long outsideLinksMillionths, int earliestMonth, int sign, RowChange rows) {
    if (part.closedMonth() <= part.month()) {
      return;
    }
    long reach = Influence.ofReach(outsideLinksMillionths, part.citations());
    int month = bucket(part.kind(), part.month(), earliestMonth);
    long from = SumKey.pack(month, part.cell(), part.kind());
    long until =
        part.closedMonth() == StoredPart.NEVER
            ? NO_KEY
            : SumKey.pack(
                bucket(part.kind(), part.closedMonth(), earliestMonth), part.cell(), part.kind());
    if (from == until) {
      return;
    }
    for (Sector sector : SECTORS) {
      if (part.memberships().millionths(sector) == 0) {
        continue;
      }
      long weight = part.weight(sector);
      long squaredWeight = Weight.multiply(weight, weight);
      boolean oneHead = part.amountMillionths() == part.fractionMillionths();
      long heads = oneHead ? weight : part.heads(sector);
      long squaredHeads = oneHead ? squaredWeight : Weight.multiply(heads, heads);
      long influence = reach == 0 ? 0 : Weight.multiply(heads, reach);
      long squaredInfluence = reach == 0 ? 0 : Weight.multiply(influence, influence);
      Sums sums =
          new Sums(weight, squaredWeight, heads, squaredHeads, influence, squaredInfluence, 1);
      rows.change(SumKey.withSector(from, sector.ordinal()), sign, sums);
      if (until != NO_KEY) {
        rows.change(SumKey.withSector(until, sector.ordinal()), -sign, sums);
      }
    }
  }

  private static int bucket(SignalKind kind, int month, int earliestMonth) {
    return kind == SignalKind.EVENT ? month : Math.max(month, earliestMonth);
  }
}
