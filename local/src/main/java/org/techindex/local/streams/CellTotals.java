package org.techindex.local.streams;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the identities of one partition add to the totals of one cell, in one record. */
abstract sealed class CellTotals permits RowTotals, PairTotals {

  /** Whether something changed since the record was sent. */
  private boolean changed;

  /** Notes a change. True if it is the first since the record was sent. */
  final boolean markChanged() {
    boolean first = !changed;
    changed = true;
    return first;
  }

  /** The key of the record. */
  abstract byte[] key(int partition);

  /** The most bytes that {@link #encode} writes. */
  abstract int bytes();

  /** Writes what is not zero. */
  abstract void encode(ByteBuffer to);

  /**
   * The value of the record, which is sent now; none where all came back to zero.
   *
   * @param since as {@link Reached} has it
   */
  final byte @Nullable [] send(long since) {
    ByteBuffer value = ByteBuffer.allocate(Long.BYTES + bytes()).putLong(since);
    encode(value);
    changed = false;
    return value.position() == Long.BYTES ? null : CompactNumbers.written(value);
  }
}
