package org.techindex.scoring.total;

import java.util.Arrays;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;

/**
 * Which stored signals belong to a sector that a user defined, and how far. A signal that was never
 * put in does not belong to it.
 */
public final class OwnMemberships {

  /** Whose place among the five the user's sector takes; its totals are those of All sectors. */
  private static final int PLACE = Sector.CLASSIFIED.getFirst().classifiedIndex();

  private final PositionIndex signals = new PositionIndex();
  private int[] millionths = new int[64];

  /**
   * @param position of a version of a signal
   * @param membershipMillionths 1 to 1,000,000
   */
  public void put(long position, int membershipMillionths) {
    int number = signals.put(position);
    if (number == millionths.length) {
      millionths = Arrays.copyOf(millionths, number * 2);
    }
    millionths[number] = membershipMillionths;
  }

  /** How many versions of signals belong to the sector. */
  public int size() {
    return signals.size();
  }

  StoredPart insteadOfStored(StoredPart part) {
    return part.withMemberships(of(part.position()));
  }

  private Memberships of(long position) {
    int number = signals.find(position);
    if (number == PositionIndex.ABSENT) {
      return Memberships.NONE;
    }
    int[] inPlace = new int[Sector.CLASSIFIED.size()];
    inPlace[PLACE] = millionths[number];
    return Memberships.ofMillionths(inPlace);
  }
}
