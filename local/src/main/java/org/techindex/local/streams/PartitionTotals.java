package org.techindex.local.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.total.KeptTotals;
import org.techindex.scoring.total.LinkStrength;
import org.techindex.scoring.total.PartRows;
import org.techindex.scoring.total.StoredPart;
import org.techindex.scoring.total.SumKey;
import org.techindex.scoring.total.Sums;

/**
 * What the identities of one partition add to the totals, in memory; the totals are the sum over
 * all partitions. Kept by cell, so that all that changed in a cell is one record.
 */
final class PartitionTotals {

  /** No cell has it: 28 bits are positive. */
  private static final int NO_CELL = -1;

  private final PartRows.RowChange rowChange = this::row;
  private final LinkStrength.PairChange pairChange = this::pair;

  /** By the digits of the cell, which as they are would fall into few places of a hash map. */
  private @Nullable RowTotals[] rows = new RowTotals[1 << 10];

  private int cells;
  private RowTotals latest = new RowTotals(NO_CELL);
  private final Map<Long, PairTotals> pairs = new HashMap<>();
  private final List<CellTotals> changed = new ArrayList<>();

  /**
   * @param outsideMillionths weight of the links that reach outside, of each part
   * @param sign 1 to add all parts, -1 to take them back
   */
  void parts(List<StoredPart> parts, long[] outsideMillionths, int sign) {
    for (int part = 0; part < parts.size(); part++) {
      PartRows.forEach(
          parts.get(part), outsideMillionths[part], KeptTotals.EVERY_MONTH, sign, rowChange);
    }
  }

  private void row(long packedKey, int sign, Sums sums) {
    RowTotals cell = rowsOf(SumKey.cellDigits(packedKey));
    if (cell.markChanged()) {
      changed.add(cell);
    }
    cell.add(SumKey.withinCell(packedKey), sign, sums);
  }

  private RowTotals rowsOf(int cellDigits) {
    if (latest.cellDigits() == cellDigits) {
      return latest;
    }
    int slot = slot(cellDigits);
    RowTotals found = rows[slot];
    if (found == null) {
      found = new RowTotals(cellDigits);
      rows[slot] = found;
      cells++;
      if (cells * 2 > rows.length) {
        grow();
      }
    }
    latest = found;
    return found;
  }

  private int slot(int cellDigits) {
    int mask = rows.length - 1;
    int slot = (cellDigits * RowTotals.SPREAD) >>> Integer.numberOfLeadingZeros(mask);
    RowTotals there = rows[slot];
    while (there != null && there.cellDigits() != cellDigits) {
      slot = slot + 1 & mask;
      there = rows[slot];
    }
    return slot;
  }

  private void grow() {
    @Nullable RowTotals[] before = rows;
    rows = new RowTotals[before.length * 2];
    for (RowTotals cell : before) {
      if (cell != null) {
        rows[slot(cell.cellDigits())] = cell;
      }
    }
  }

  /**
   * All links from one signal to another, between all their parts.
   *
   * @param sign 1 to add, -1 to take back
   */
  void links(IdentityMessage.Links links, List<StoredPart> to, int sign) {
    for (LinkStrength.End from : links.ends()) {
      for (StoredPart part : to) {
        for (long weight : links.weights()) {
          LinkStrength.of(from, LinkStrength.End.of(part), weight, sign, pairChange);
        }
      }
    }
  }

  private void pair(long lowCell, long highCell, Sector sector, long strengthMillionths) {
    PairTotals cell = pairs.computeIfAbsent(lowCell, PairTotals::new);
    if (cell.markChanged()) {
      changed.add(cell);
    }
    cell.add(highCell, sector, strengthMillionths);
  }

  /**
   * Gives each cell that changed since the last time, with its key and value; no value where all of
   * it came back to zero.
   */
  void send(int partition, long since, BiConsumer<byte[], byte @Nullable []> receiver) {
    for (CellTotals cell : changed) {
      receiver.accept(cell.key(partition), cell.send(since));
    }
    changed.clear();
  }
}
