package org.techindex.scoring.total;

import java.util.HashMap;
import java.util.Map;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.CellLinks;

/**
 * How strongly the cells of each sector are linked: for every link its weight times the fraction of
 * either end that lies there times the lesser of the two memberships, in millionths.
 */
final class LinkSums {

  private static final Sector[] SECTORS = Sector.values();

  private record CellPair(long low, long high) {}

  private final Map<CellPair, long[]> strengths = new HashMap<>();

  /**
   * @param sign 1 to add, -1 to take back
   */
  void change(StoredPart from, StoredPart to, long weightMillionths, int sign) {
    LinkStrength.of(
        LinkStrength.End.of(from),
        LinkStrength.End.of(to),
        weightMillionths,
        sign,
        (low, high, sector, strength) -> {
          long[] sums =
              strengths.computeIfAbsent(new CellPair(low, high), _ -> new long[SECTORS.length]);
          sums[sector.ordinal()] = Math.addExact(sums[sector.ordinal()], strength);
        });
  }

  /** Adds a row of sums that was kept elsewhere: one for each sector, in their order. */
  void change(long lowCell, long highCell, long[] ofSectors) {
    long[] sums =
        strengths.computeIfAbsent(new CellPair(lowCell, highCell), _ -> new long[SECTORS.length]);
    for (int sector = 0; sector < sums.length; sector++) {
      sums[sector] = Math.addExact(sums[sector], ofSectors[sector]);
    }
  }

  CellLinks of(Sector sector) {
    int count = 0;
    for (long[] sums : strengths.values()) {
      if (sums[sector.ordinal()] != 0) {
        count++;
      }
    }
    if (count == 0) {
      return CellLinks.NONE;
    }
    long[] from = new long[count];
    long[] to = new long[count];
    long[] strength = new long[count];
    int next = 0;
    for (Map.Entry<CellPair, long[]> entry : strengths.entrySet()) {
      if (entry.getValue()[sector.ordinal()] != 0) {
        from[next] = entry.getKey().low();
        to[next] = entry.getKey().high();
        strength[next++] = entry.getValue()[sector.ordinal()];
      }
    }
    return CellLinks.of(from, to, strength);
  }
}
