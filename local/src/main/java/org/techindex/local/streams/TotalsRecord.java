package org.techindex.local.streams;

import java.nio.ByteBuffer;

/**
 * The keys of the topic of totals: the partition, then nothing for {@link Reached}, the digits of a
 * cell for its rows, or a whole cell for its pairs with others. Values begin with the number that
 * {@link Reached} has too.
 */
final class TotalsRecord {

  private static final int OF_ROWS = 2 * Integer.BYTES;
  private static final int OF_PAIRS = Integer.BYTES + Long.BYTES;

  private TotalsRecord() {}

  static byte[] reachedKey(int partition) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
  }

  static byte[] rowsKey(int partition, int cellDigits) {
    return ByteBuffer.allocate(OF_ROWS).putInt(partition).putInt(cellDigits).array();
  }

  static byte[] pairsKey(int partition, long lowCell) {
    return ByteBuffer.allocate(OF_PAIRS).putInt(partition).putLong(lowCell).array();
  }

  static int partition(byte[] key) {
    return ByteBuffer.wrap(key).getInt();
  }

  static int rowsCell(byte[] key) {
    return ByteBuffer.wrap(key).getInt(Integer.BYTES);
  }

  static long pairsCell(byte[] key) {
    return ByteBuffer.wrap(key).getLong(Integer.BYTES);
  }

  static boolean isReached(byte[] key) {
    return key.length == Integer.BYTES;
  }

  static boolean isPairs(byte[] key) {
    return key.length == OF_PAIRS;
  }
}
