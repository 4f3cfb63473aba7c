package org.techindex.scoring.total;

import org.techindex.common.measure.Weight;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;

/**
 * A part of a stored signal, as table {@code signal_part} has it.
 *
 * @param position where the signal came from
 * @param amountMillionths what the part weighs before membership
 * @param month from which it counts, in months since January 1970
 * @param closedMonth from which it counts no more; {@link #NEVER} if it does not close
 * @param fractionMillionths part of one signal
 */
public record StoredPart(
    long position,
    long cell,
    SignalKind kind,
    int month,
    int closedMonth,
    long amountMillionths,
    int fractionMillionths,
    int citations,
    Memberships memberships) {

  /** The closed month of what does not close. */
  public static final int NEVER = Integer.MAX_VALUE;

  StoredPart withMemberships(Memberships others) {
    return new StoredPart(
        position,
        cell,
        kind,
        month,
        closedMonth,
        amountMillionths,
        fractionMillionths,
        citations,
        others);
  }

  /** Amount times membership, in millionths, rounded half up. */
  long weight(Sector sector) {
    return Weight.multiply(amountMillionths, memberships.millionths(sector));
  }

  /** Fraction times membership, in millionths, rounded half up. */
  long heads(Sector sector) {
    return Weight.multiply(fractionMillionths, memberships.millionths(sector));
  }
}
