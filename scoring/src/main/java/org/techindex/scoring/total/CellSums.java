package org.techindex.scoring.total;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of sums of one process: a hash table from packed {@link SumKey} to {@link Sums}, 64
 * bytes a row. Signals are added and subtracted; rows that come back to zero stay as zeros.
 *
 * <p>Months of events are kept apart for ever. Those of other kinds only change from not yet
 * counted to counted, so all up to the earliest month that will be asked for share one row.
 */
public final class CellSums {

  /** Values of a row: key, then the components of {@link Sums} in their order. */
  private static final int STRIDE = 1 + Sums.COUNT;

  private static final int ROWS_IN_CHUNK = 1 << 13;
  private static final int FREE = -1;

  private final int earliestMonth;
  private final List<long[]> chunks = new ArrayList<>();
  private int[] slots = new int[1 << 12];
  private int rows;

  /**
   * @param earliestMonth months since January 1970; no earlier one can be asked for
   */
  public CellSums(int earliestMonth) {
    this.earliestMonth = earliestMonth;
    Arrays.fill(slots, FREE);
  }

  int earliestMonth() {
    return earliestMonth;
  }

  /** Number of rows. */
  public int size() {
    return rows;
  }

  /**
   * Adds a part of a signal to the sums of its sectors.
   *
   * @param outsideLinksMillionths weight of its links that reach outside
   */
  public void add(StoredPart part, long outsideLinksMillionths) {
    change(part, outsideLinksMillionths, 1);
  }

  /** Takes back what {@link #add} did with the same arguments. */
  public void subtract(StoredPart part, long outsideLinksMillionths) {
    change(part, outsideLinksMillionths, -1);
  }

  private void change(StoredPart part, long outsideLinksMillionths, int sign) {
    PartRows.forEach(part, outsideLinksMillionths, earliestMonth, sign, this::change);
  }

  /** Changes one row by sums that were kept elsewhere, under the same {@link #earliestMonth}. */
  void change(long key, int sign, Sums sums) {
    int row = rowOf(key);
    sums.addTo(chunks.get(row / ROWS_IN_CHUNK), row % ROWS_IN_CHUNK * STRIDE + 1, sign);
  }

  /** Adds every row of the other, which keeps the same months apart. */
  public void addAll(CellSums other) {
    other.forEach((key, sums) -> change(key, 1, sums));
  }

  /** Receives one row. */
  @FunctionalInterface
  interface RowReader {
    void read(long packedKey, Sums sums);
  }

  /** Gives every row, in no meaningful order. */
  void forEach(RowReader reader) {
    for (int row = 0; row < rows; row++) {
      long[] chunk = chunks.get(row / ROWS_IN_CHUNK);
      int at = row % ROWS_IN_CHUNK * STRIDE;
      reader.read(chunk[at], Sums.at(chunk, at + 1));
    }
  }

  private long keyOf(int row) {
    return chunks.get(row / ROWS_IN_CHUNK)[row % ROWS_IN_CHUNK * STRIDE];
  }

  private int rowOf(long key) {
    int mask = slots.length - 1;
    int slot = spread(key) & mask;
    while (slots[slot] != FREE) {
      if (keyOf(slots[slot]) == key) {
        return slots[slot];
      }
      slot = (slot + 1) & mask;
    }
    if (rows % ROWS_IN_CHUNK == 0) {
      chunks.add(new long[ROWS_IN_CHUNK * STRIDE]);
    }
    int row = rows++;
    chunks.get(row / ROWS_IN_CHUNK)[row % ROWS_IN_CHUNK * STRIDE] = key;
    slots[slot] = row;
    if (rows * 2L > slots.length) {
      growSlots();
    }
    return row;
  }

  private void growSlots() {
    int[] grown = new int[slots.length * 2];
    Arrays.fill(grown, FREE);
    int mask = grown.length - 1;
    for (int row = 0; row < rows; row++) {
      int slot = spread(keyOf(row)) & mask;
      while (grown[slot] != FREE) {
        slot = (slot + 1) & mask;
      }
      grown[slot] = row;
    }
    slots = grown;
  }

  /** Finalizer of MurmurHash3: neighbouring cells differ in few bits. */
  private static int spread(long key) {
    long mixed = key ^ (key >>> 33);
    mixed *= 0xff51afd7ed558ccdL;
    mixed ^= mixed >>> 33;
    mixed *= 0xc4ceb9fe1a85ec53L;
    return (int) (mixed ^ (mixed >>> 33));
  }
}
