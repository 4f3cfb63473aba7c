package org.techindex.local.streams;

import java.nio.ByteBuffer;

/**
 * How far the totals of a partition go: the last record of each transaction that changes them.
 *
 * @param since when their keeper took the partition over, in milliseconds since 1970; rows and
 *     pairs of another number are of an earlier keeper and do not count
 * @param nextClassified the next offset of the classified signals
 * @param nextMessage the next offset of the messages between identities
 * @param identities in the table of the partition
 * @param stateBytes memory that the table takes
 */
record Reached(
    long since, long nextClassified, long nextMessage, long identities, long stateBytes) {

  private static final int BYTES = 5 * Long.BYTES;

  byte[] encode() {
    return ByteBuffer.allocate(BYTES)
        .putLong(since)
        .putLong(nextClassified)
        .putLong(nextMessage)
        .putLong(identities)
        .putLong(stateBytes)
        .array();
  }

  static Reached decode(byte[] value) {
    ByteBuffer from = ByteBuffer.wrap(value);
    long since = from.getLong();
    long nextClassified = from.getLong();
    long nextMessage = from.getLong();
    long identities = from.getLong();
    return new Reached(since, nextClassified, nextMessage, identities, from.getLong());
  }
}
