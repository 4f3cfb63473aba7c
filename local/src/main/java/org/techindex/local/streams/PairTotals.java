package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.total.TotalsRows;

/** The strength of links between one cell and those of a higher number, in every sector. */
final class PairTotals extends CellTotals {

  private static final int SECTORS = Sector.values().length;

  private final long lowCell;
  private final Map<Long, long[]> byHighCell = new TreeMap<>();

  PairTotals(long lowCell) {
    this.lowCell = lowCell;
  }

  @Override
  byte[] key(int partition) {
    return TotalsRecord.pairsKey(partition, lowCell);
  }

  void add(long highCell, Sector sector, long strengthMillionths) {
    long[] strengths = byHighCell.computeIfAbsent(highCell, _ -> new long[SECTORS]);
    strengths[sector.ordinal()] = Math.addExact(strengths[sector.ordinal()], strengthMillionths);
  }

  @Override
  void encode(ByteBuffer to) {
    byHighCell.forEach((highCell, strengths) -> {
      boolean isZero = true;
      for (long strength : strengths) {
        isZero &= strength == 0;
      }
      if (!isZero) {
        to.putLong(highCell);
        for (long strength : strengths) {
          CompactNumbers.write(to, strength);
        }
      }
    });
  }

  @Override
  int bytes() {
    return byHighCell.size() * (Long.BYTES + SECTORS * CompactNumbers.LONGEST);
  }

  /** Adds pairs as {@link #encode} wrote them. */
  static void decode(long lowCell, ByteBuffer from, TotalsRows totals) {
    while (from.hasRemaining()) {
      long highCell = from.getLong();
      long[] strengths = new long[SECTORS];
      for (int sector = 0; sector < SECTORS; sector++) {
        strengths[sector] = CompactNumbers.read(from);
      }
      totals.addLinks(lowCell, highCell, strengths);
    }
  }
}
