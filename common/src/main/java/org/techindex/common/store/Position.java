package org.techindex.common.store;

/**
 * Where a stored signal came from: the database's number of the topic partition, and the Kafka
 * offset, packed into one number that orders by partition, then offset.
 *
 * @param packed {@code partition * 2^40 + offset}
 */
public record Position(long packed) implements Comparable<Position> {

  private static final int OFFSET_BITS = 40;

  /** Offsets lie below this: a thousand billion signals in one partition. */
  public static final long OFFSET_LIMIT = 1L << OFFSET_BITS;

  /**
   * @param partition id in table {@code topic_partition}
   * @throws IllegalArgumentException if the offset is negative or not below the limit
   */
  public static Position of(int partition, long offset) {
    if (offset < 0 || offset >= OFFSET_LIMIT) {
      throw new IllegalArgumentException("offset " + offset + " is not within 0 to 2^40");
    }
    return new Position(((long) partition << OFFSET_BITS) | offset);
  }

  public int partition() {
    return (int) (packed >>> OFFSET_BITS);
  }

  public long offset() {
    return packed & (OFFSET_LIMIT - 1);
  }

  @Override
  public int compareTo(Position other) {
    return Long.compare(packed, other.packed);
  }
}
