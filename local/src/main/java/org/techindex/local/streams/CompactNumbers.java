package org.techindex.local.streams;

import java.nio.ByteBuffer;

/**
 * Whole numbers in as few bytes as they need, seven bits each: small ones in one byte, negative
 * ones by turns with positive ones, so that they are small too.
 */
final class CompactNumbers {

  /** The most bytes of one number. */
  static final int LONGEST = 10;

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private CompactNumbers() {}

  static void write(ByteBuffer to, long number) {
    long left = number << 1 ^ number >> (Long.SIZE - 1);
    while ((left & -MORE) != 0) {
      to.put((byte) (left | MORE));
      left >>>= BITS;
    }
    to.put((byte) left);
  }

  static long read(ByteBuffer from) {
    long read = 0;
    int shift = 0;
    byte next;
    do {
      next = from.get();
      read |= (long) (next & MORE - 1) << shift;
      shift += BITS;
    } while (next < 0);
    return read >>> 1 ^ -(read & 1);
  }

  static int readInt(ByteBuffer from) {
    return Math.toIntExact(read(from));
  }

  /** What was written to a buffer so far. */
  static byte[] written(ByteBuffer to) {
    byte[] written = new byte[to.position()];
    to.flip().get(written);
    return written;
  }
}
