package org.techindex.api.read;

import java.time.YearMonth;
import java.util.OptionalInt;
import org.techindex.common.measure.Weight;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;

/**
 * A part of a signal that counts in a row of a table.
 *
 * @param month from which it counts, in months since January 1970
 * @param closedMonth from which it counts no more
 * @param outsideLinksMillionths weight of its links that reach outside
 */
public record SignalPart(
    long position,
    long cell,
    String source,
    SignalKind kind,
    int month,
    OptionalInt closedMonth,
    long amountMillionths,
    int fractionMillionths,
    int citations,
    Memberships memberships,
    long outsideLinksMillionths) {

  private static final double LN_2 = StrictMath.log(2);

  SignalPart withOutsideLinks(long millionths) {
    return new SignalPart(
        position,
        cell,
        source,
        kind,
        month,
        closedMonth,
        amountMillionths,
        fractionMillionths,
        citations,
        memberships,
        millionths);
  }

  /** Whether it counts at the end of a month, in months since January 1970. */
  boolean counts(int asOf) {
    return month <= asOf && (closedMonth.isEmpty() || closedMonth.getAsInt() > asOf);
  }

  /** Amount times membership, in millionths. */
  public long weight(Sector sector) {
    return Weight.multiply(amountMillionths, memberships.millionths(sector));
  }

  /** Fraction times membership, in millionths. */
  public long heads(Sector sector) {
    return Weight.multiply(fractionMillionths, memberships.millionths(sector));
  }

  /** Heads times {@code log2(1 + outside links + citations)}, in millionths. */
  public long influence(Sector sector) {
    if (outsideLinksMillionths == 0 && citations == 0) {
      return 0;
    }
    double reach = (double) outsideLinksMillionths / Weight.ONE_MILLIONTHS + citations;
    long influence =
        (long) StrictMath.floor(StrictMath.log1p(reach) / LN_2 * Weight.ONE_MILLIONTHS + 0.5);
    return Weight.multiply(heads(sector), influence);
  }

  public YearMonth yearMonth() {
    return YearMonth.of(1970, 1).plusMonths(month);
  }

  /** Whether it is an organisation, of which few may not be told. */
  public boolean isOrganisation() {
    return switch (kind) {
      case BUSINESS, INSTITUTION -> true;
      case EVENT, PUBLICATION -> false;
    };
  }
}
