package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.techindex.scoring.total.KeptTotals;
import org.techindex.scoring.total.SumKey;
import org.techindex.scoring.total.Sums;

/**
 * The rows of sums of one cell: month, kind and sector to the seven sums, in a small open hash
 * table. As bytes: of each row that is not zero its key, a bit for each sum that is not zero, and
 * these; one more bit where heads are what the weights are, which is so of all but institutions.
 */
final class CellRows {

  private static final int SUMS = 7;
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

  /** Whether something changed since the rows were sent. */
  private boolean changed;

  CellRows(int cellDigits) {
    this.cellDigits = cellDigits;
    Arrays.fill(keys, FREE);
  }

  int cellDigits() {
    return cellDigits;
  }

  /** Notes a change. True if it is the first since the rows were sent. */
  boolean markChanged() {
    boolean first = !changed;
    changed = true;
    return first;
  }

  void markSent() {
    changed = false;
  }

  /**
   * @param key as {@link SumKey#withinCell} has it
   */
  void add(
      int key,
      int sign,
      long weight,
      long squaredWeight,
      long heads,
      long squaredHeads,
      long influence,
      long squaredInfluence,
      long signals) {
    int at = at(key);
    sums[at] = Math.addExact(sums[at], sign * weight);
    sums[at + 1] = Math.addExact(sums[at + 1], sign * squaredWeight);
    sums[at + 2] = Math.addExact(sums[at + 2], sign * heads);
    sums[at + 3] = Math.addExact(sums[at + 3], sign * squaredHeads);
    sums[at + 4] = Math.addExact(sums[at + 4], sign * influence);
    sums[at + 5] = Math.addExact(sums[at + 5], sign * squaredInfluence);
    sums[at + 6] = Math.addExact(sums[at + 6], sign * signals);
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

  /** The rows that are not zero. */
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

  /** The most bytes that {@link #encode} writes. */
  int bytes() {
    return size * (1 + (1 + SUMS) * CompactNumbers.LONGEST);
  }

  /** Adds rows as {@link #encode} wrote them. */
  static void decode(int cellDigits, ByteBuffer from, KeptTotals totals) {
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
      totals.add(
          SumKey.join(cellDigits, key),
          new Sums(row[0], row[1], row[2], row[3], row[4], row[5], row[6]));
    }
  }
}
