package org.techindex.scoring.total;

import org.techindex.common.grid.Cell;
import org.techindex.common.measure.Weight;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;

/**
 * What one link between a part of a signal and a part of another amounts to, wherever its sums are
 * kept.
 */
public final class LinkStrength {

  private static final Sector[] SECTORS = Sector.values();

  private LinkStrength() {}

  /**
   * What a link needs to know of a part.
   *
   * @param cell H3 index
   * @param fractionMillionths part of one signal
   */
  public record End(long cell, int fractionMillionths, Memberships memberships) {

    public static End of(StoredPart part) {
      return new End(part.cell(), part.fractionMillionths(), part.memberships());
    }
  }

  /** Receives the strength of a link in one sector. */
  @FunctionalInterface
  public interface PairChange {

    /**
     * @param strengthMillionths to be added; negative where the link is taken back
     */
    void change(long lowCell, long highCell, Sector sector, long strengthMillionths);
  }

  /**
   * The weight of the link times the fraction at either end times the lesser membership, for each
   * sector where that is not nothing; nothing where both ends lie in one cell.
   *
   * @param sign 1 to add, -1 to take back
   */
  public static void of(End from, End to, long weightMillionths, int sign, PairChange pairs) {
    if (from.cell() == to.cell()) {
      return;
    }
    long weight =
        Weight.multiply(
            weightMillionths, Weight.multiply(from.fractionMillionths(), to.fractionMillionths()));
    for (Sector sector : SECTORS) {
      int membership =
          Math.min(from.memberships().millionths(sector), to.memberships().millionths(sector));
      if (membership > 0) {
        pairs.change(
            Math.min(from.cell(), to.cell()),
            Math.max(from.cell(), to.cell()),
            sector,
            sign * Weight.multiply(weight, membership));
      }
    }
  }

  /** Whether two cells lie farther apart than the reach, from centre to centre. */
  public static boolean isFarther(long cell, long other, double reachKilometres) {
    return cell != other
        && new Cell(cell).centre().kilometresTo(new Cell(other).centre()) > reachKilometres;
  }
}
