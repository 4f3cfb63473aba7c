package org.techindex.local.streams;

import java.nio.ByteBuffer;
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
  private @Nullable CellRows[] rows = new CellRows[1 << 10];

  private int cells;
  private CellRows latest = new CellRows(NO_CELL);
  private final Map<Long, CellPairs> pairs = new HashMap<>();
  private final List<CellRows> changedRows = new ArrayList<>();
  private final List<CellPairs> changedPairs = new ArrayList<>();

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

  private void row(
      long packedKey,
      int sign,
      long weight,
      long squaredWeight,
      long heads,
      long squaredHeads,
      long influence,
      long squaredInfluence,
      long signals) {
    CellRows cell = rowsOf(SumKey.cellDigits(packedKey));
    if (cell.markChanged()) {
      changedRows.add(cell);
    }
    cell.add(
        SumKey.withinCell(packedKey),
        sign,
        weight,
        squaredWeight,
        heads,
        squaredHeads,
        influence,
        squaredInfluence,
        signals);
  }

  private CellRows rowsOf(int cellDigits) {
    if (latest.cellDigits() == cellDigits) {
      return latest;
    }
    int slot = slot(cellDigits);
    CellRows found = rows[slot];
    if (found == null) {
      found = new CellRows(cellDigits);
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
    int slot = (cellDigits * CellRows.SPREAD) >>> Integer.numberOfLeadingZeros(mask);
    CellRows there = rows[slot];
    while (there != null && there.cellDigits() != cellDigits) {
      slot = slot + 1 & mask;
      there = rows[slot];
    }
    return slot;
  }

  private void grow() {
    @Nullable CellRows[] before = rows;
    rows = new CellRows[before.length * 2];
    for (CellRows cell : before) {
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
    CellPairs cell = pairs.computeIfAbsent(lowCell, CellPairs::new);
    if (cell.markChanged()) {
      changedPairs.add(cell);
    }
    cell.add(highCell, sector, strengthMillionths);
  }

  boolean hasChanged() {
    return !changedRows.isEmpty() || !changedPairs.isEmpty();
  }

  /**
   * Gives each cell that changed since the last time, with its key and value; no value where all of
   * it came back to zero.
   */
  void send(int partition, long since, BiConsumer<byte[], byte @Nullable []> receiver) {
    for (CellRows cell : changedRows) {
      ByteBuffer value = ByteBuffer.allocate(Long.BYTES + cell.bytes()).putLong(since);
      cell.encode(value);
      cell.markSent();
      receiver.accept(TotalsRecord.rowsKey(partition, cell.cellDigits()), written(value));
    }
    for (CellPairs cell : changedPairs) {
      ByteBuffer value = ByteBuffer.allocate(Long.BYTES + cell.bytes()).putLong(since);
      cell.encode(value);
      cell.markSent();
      receiver.accept(TotalsRecord.pairsKey(partition, cell.lowCell()), written(value));
    }
    changedRows.clear();
    changedPairs.clear();
  }

  private static byte @Nullable [] written(ByteBuffer value) {
    return value.position() == Long.BYTES ? null : CompactNumbers.written(value);
  }
}
