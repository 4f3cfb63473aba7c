package org.techindex.local.streams;

import java.nio.ByteBuffer;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.total.KeptTotals;
import org.techindex.scoring.total.SumKey;
import org.techindex.scoring.total.Sums;

/** From rows as the engine keeps them to totals. */
final class TotalRows {

  private static final int SECTORS = Sector.values().length;

  private TotalRows() {}

  static void add(KeptTotals totals, byte[] key, byte[] value) {
    RowSums row = RowSums.decode(key, value);
    ByteBuffer from = ByteBuffer.wrap(key);
    if (RowKey.isPair(key)) {
      long[] strengths = new long[SECTORS];
      for (int sector = 0; sector < SECTORS; sector++) {
        strengths[sector] = row.sum(sector, 0);
      }
      long low = from.getLong();
      totals.addLinks(low, from.getLong(), strengths);
      return;
    }
    long packed = from.getLong();
    for (int sector = 0; sector < SECTORS; sector++) {
      totals.add(
          SumKey.withSector(packed, sector),
          new Sums(
              row.sum(sector, 0),
              row.sum(sector, 1),
              row.sum(sector, 2),
              row.sum(sector, 3),
              row.sum(sector, 4),
              row.sum(sector, 5),
              row.sum(sector, 6)));
    }
  }
}
