package org.techindex.scoring.total;

import java.util.HashMap;
import java.util.Map;
import org.techindex.common.measure.Weight;
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
    if (from.cell() == to.cell()) {
      return;
    }
    long weight =
        Weight.multiply(
            weightMillionths, Weight.multiply(from.fractionMillionths(), to.fractionMillionths()));
    CellPair pair =
        new CellPair(Math.min(from.cell(), to.cell()), Math.max(from.cell(), to.cell()));
    for (Sector sector : SECTORS) {
      int membership =
          Math.min(from.memberships().millionths(sector), to.memberships().millionths(sector));
      if (membership > 0) {
        long[] sums = strengths.computeIfAbsent(pair, _ -> new long[SECTORS.length]);
        sums[sector.ordinal()] =
            Math.addExact(sums[sector.ordinal()], sign * Weight.multiply(weight, membership));
      }
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
