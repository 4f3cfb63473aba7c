package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.techindex.scoring.total.SumKey;
import org.techindex.scoring.total.Sums;
import org.techindex.scoring.total.TotalsRows;

/**
 * The rows of sums of one cell: month, kind and sector to the seven sums, in a small open hash
 * table. As bytes: of each row that is not zero its key, a bit for each sum that is not zero, and
 * these; one more bit where heads are what the weights are, which is so of all but institutions.
 */
final class RowTotals extends CellTotals {

  private static final int SUMS = Sums.COUNT;
  private static final int WEIGHT = 0;
  private static final int HEADS = 2;
  private static final int HEADS_MASK = 3 << HEADS;
  private static final int HEADS_ARE_WEIGHTS = 1 << SUMS;
  private static final int FREE = -1;

  /** Spreads keys whose lowest bits are much alike: the golden ratio of 32 bits. */
  static final int SPREAD = 0x9E3779B9;

  private final int cellDigits;
  private int[] keys = new int[8];
  private long[] sums = new long[8 * SUMS];
  private int size;

  RowTotals(int cellDigits) {
    this.cellDigits = cellDigits;
    Arrays.fill(keys, FREE);
  }

  int cellDigits() {
    return cellDigits;
  }

  @Override
  byte[] key(int partition) {
    return TotalsRecord.rowsKey(partition, cellDigits);
  }

  /**
   * @param key as {@link SumKey#withinCell} has it
   * @param sign 1 to add, -1 to take back
   */
  void add(int key, int sign, Sums change) {
    int at = at(key); // It may make the table anew.
    change.addTo(sums, at, sign);
  }

  private int at(int key) {
    int slot = slot(key);
    if (keys[slot] == FREE) {
      keys[slot] = key;
      size++;
      if (size * 3 > keys.length * 2) {
        grow();
        slot = slot(key);
      }
    }
    return slot * SUMS;
  }

  private int slot(int key) {
    int mask = keys.length - 1;
    int slot = (key * SPREAD) >>> Integer.numberOfLeadingZeros(mask);
    while (keys[slot] != key && keys[slot] != FREE) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    long[] oldSums = sums;
    keys = new int[oldKeys.length * 2];
    sums = new long[oldSums.length * 2];
    Arrays.fill(keys, FREE);
    for (int from = 0; from < oldKeys.length; from++) {
      if (oldKeys[from] != FREE) {
        int slot = slot(oldKeys[from]);
        keys[slot] = oldKeys[from];
        System.arraycopy(oldSums, from * SUMS, sums, slot * SUMS, SUMS);
      }
    }
  }

  @Override
  void encode(ByteBuffer to) {
    for (int slot = 0; slot < keys.length; slot++) {
      int mask = 0;
      for (int sum = 0; sum < SUMS; sum++) {
        mask |= sums[slot * SUMS + sum] == 0 ? 0 : 1 << sum;
      }
      if (mask != 0) {
        int at = slot * SUMS;
        if (sums[at + HEADS] == sums[at + WEIGHT]
            && sums[at + HEADS + 1] == sums[at + WEIGHT + 1]) {
          mask = (mask & ~HEADS_MASK) | HEADS_ARE_WEIGHTS;
        }
        CompactNumbers.write(to, keys[slot]);
        to.put((byte) mask);
        for (int sum = 0; sum < SUMS; sum++) {
          if ((mask & 1 << sum) != 0) {
            CompactNumbers.write(to, sums[slot * SUMS + sum]);
          }
        }
      }
    }
  }

  @Override
  int bytes() {
    return size * (1 + (1 + SUMS) * CompactNumbers.LONGEST);
  }

  /** Adds rows as {@link #encode} wrote them. */
  static void decode(int cellDigits, ByteBuffer from, TotalsRows totals) {
    long[] row = new long[SUMS];
    while (from.hasRemaining()) {
      int key = CompactNumbers.readInt(from);
      int mask = from.get();
      for (int sum = 0; sum < SUMS; sum++) {
        row[sum] = (mask & 1 << sum) == 0 ? 0 : CompactNumbers.read(from);
      }
      if ((mask & HEADS_ARE_WEIGHTS) != 0) {
        row[HEADS] = row[WEIGHT];
        row[HEADS + 1] = row[WEIGHT + 1];
      }
      totals.add(SumKey.join(cellDigits, key), Sums.at(row, 0));
    }
  }
}
