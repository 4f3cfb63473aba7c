package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.total.KeptTotals;

/** The strength of links between one cell and those of a higher number, in every sector. */
final class CellPairs {

  private static final int SECTORS = Sector.values().length;

  private final long lowCell;
  private final Map<Long, long[]> byHighCell = new TreeMap<>();
  private boolean changed;

  CellPairs(long lowCell) {
    this.lowCell = lowCell;
  }

  long lowCell() {
    return lowCell;
  }

  /** Notes a change. True if it is the first since the pairs were sent. */
  boolean markChanged() {
    boolean first = !changed;
    changed = true;
    return first;
  }

  void markSent() {
    changed = false;
  }

  void add(long highCell, Sector sector, long strengthMillionths) {
    long[] strengths = byHighCell.computeIfAbsent(highCell, _ -> new long[SECTORS]);
    strengths[sector.ordinal()] = Math.addExact(strengths[sector.ordinal()], strengthMillionths);
  }

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

  /** The most bytes that {@link #encode} writes. */
  int bytes() {
    return byHighCell.size() * (Long.BYTES + SECTORS * CompactNumbers.LONGEST);
  }

  /** Adds pairs as {@link #encode} wrote them. */
  static void decode(long lowCell, ByteBuffer from, KeptTotals totals) {
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
