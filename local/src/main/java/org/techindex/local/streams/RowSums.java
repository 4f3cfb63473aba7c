package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.techindex.common.sector.Sector;

/**
 * Sums of a row in every sector: seven of each for signals, in the order of {@code Sums}, one for
 * links. As bytes: of each sector that is not zero its number and its sums.
 */
final class RowSums {

  static final int OF_CELL = 7;
  static final int OF_PAIR = 1;
  private static final int SECTORS = Sector.values().length;

  private final int width;
  private final long[] sums;

  private RowSums(int width) {
    this.width = width;
    this.sums = new long[SECTORS * width];
  }

  static RowSums ofCell() {
    return new RowSums(OF_CELL);
  }

  static RowSums ofPair() {
    return new RowSums(OF_PAIR);
  }

  /** The sums of a row whose key is of this kind; all zero where there is no value. */
  static RowSums decode(byte[] key, byte[] value) {
    RowSums sums = RowKey.isPair(key) ? ofPair() : ofCell();
    sums.addAll(value);
    return sums;
  }

  void add(int sector, int sign, long... changes) {
    for (int i = 0; i < width; i++) {
      sums[sector * width + i] = Math.addExact(sums[sector * width + i], sign * changes[i]);
    }
  }

  /** Adds sums as {@link #encode} wrote them. */
  void addAll(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    while (bytes.hasRemaining()) {
      int at = bytes.get() * width;
      for (int i = 0; i < width; i++) {
        sums[at + i] = Math.addExact(sums[at + i], bytes.getLong());
      }
    }
  }

  long sum(int sector, int number) {
    return sums[sector * width + number];
  }

  boolean isZero() {
    for (long sum : sums) {
      if (sum != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isZero(int sector) {
    for (int i = sector * width; i < (sector + 1) * width; i++) {
      if (sums[i] != 0) {
        return false;
      }
    }
    return true;
  }

  byte[] encode() {
    ByteBuffer bytes = ByteBuffer.allocate(SECTORS * (1 + width * Long.BYTES));
    for (int sector = 0; sector < SECTORS; sector++) {
      if (!isZero(sector)) {
        bytes.put((byte) sector);
        for (int i = 0; i < width; i++) {
          bytes.putLong(sums[sector * width + i]);
        }
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
