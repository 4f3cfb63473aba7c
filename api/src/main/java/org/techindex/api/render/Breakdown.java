package org.techindex.api.render;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a percentage is made of, down to signals. All contributions are percentage points with nine
 * decimals; at every level they add up exactly to the one above.
 *
 * @param withheld why nothing is told; null where it is
 */
public record Breakdown(
    String edition,
    String sector,
    String cluster,
    String name,
    BigDecimal percentage,
    @Nullable String withheld,
    List<FactorPart> factors) {

  public record FactorPart(String factor, BigDecimal contribution, List<KindPart> kinds) {}

  /**
   * @param signals rounded down to tens; null below ten
   */
  public record KindPart(
      String kind, BigDecimal contribution, @Nullable Long signals, List<SourcePart> sources) {}

  /**
   * @param source "other sources" where single ones have fewer than ten organisations
   * @param largest the signals that contribute most; none of fewer than ten organisations
   * @param restContribution of all signals that are not listed
   */
  public record SourcePart(
      String source,
      BigDecimal contribution,
      @Nullable Long signals,
      List<SignalPart> largest,
      BigDecimal restContribution) {}

  /**
   * @param month from which it counts
   * @param membership in this sector, 0 to 1
   * @param words that decided its sectors, the heaviest first; none where its producer did
   */
  public record SignalPart(
      String source,
      String id,
      String name,
      @Nullable String url,
      String month,
      BigDecimal contribution,
      double membership,
      List<SectorMembership> sectors,
      List<String> words) {}

  public record SectorMembership(String sector, double membership) {}

  private static final int DECIMALS = 9;

  /** Percentage points in units of the last decimal. */
  public static long units(double points) {
    return Math.round(points * 1e9);
  }

  public static BigDecimal points(long units) {
    return BigDecimal.valueOf(units, DECIMALS);
  }
}
