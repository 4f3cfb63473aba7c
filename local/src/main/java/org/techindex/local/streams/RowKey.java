package org.techindex.local.streams;

import java.nio.ByteBuffer;

/**
 * What rows are kept by on Kafka: eight bytes, month, cell and kind, for the sums of signals;
 * sixteen, two cells, the lower first, for those of links.
 */
final class RowKey {

  private RowKey() {}

  static byte[] ofCell(long packedKey) {
    return ByteBuffer.allocate(Long.BYTES).putLong(packedKey).array();
  }

  static byte[] ofPair(long lowCell, long highCell) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(lowCell).putLong(highCell).array();
  }

  static boolean isPair(byte[] key) {
    return key.length == 2 * Long.BYTES;
  }
}
