package org.techindex.scoring.total;

import java.util.Arrays;

/**
 * Numbers positions, or other 64-bit names, from 0 in the order in which they are first put in: a
 * compact hash table.
 */
final class PositionIndex {

  static final int ABSENT = -1;

  private long[] positions = new long[64];
  private int[] slots = new int[256];
  private int size;

  PositionIndex() {
    Arrays.fill(slots, ABSENT);
  }

  int size() {
    return size;
  }

  long position(int number) {
    return positions[number];
  }

  /** The number of a position, or {@link #ABSENT}. */
  int find(long position) {
    return slots[slotOf(position, slots)];
  }

  boolean contains(long position) {
    return find(position) != ABSENT;
  }

  /** The number of a position, which it gets now if it has none. */
  int put(long position) {
    int slot = slotOf(position, slots);
    if (slots[slot] != ABSENT) {
      return slots[slot];
    }
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, size * 2);
    }
    positions[size] = position;
    slots[slot] = size;
    size++;
    if (size * 2L > slots.length) {
      int[] grown = new int[slots.length * 2];
      Arrays.fill(grown, ABSENT);
      for (int number = 0; number < size; number++) {
        grown[slotOf(positions[number], grown)] = number;
      }
      slots = grown;
    }
    return size - 1;
  }

  private int slotOf(long position, int[] table) {
    long mixed = position * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 32) & (table.length - 1);
    while (table[slot] != ABSENT && positions[table[slot]] != position) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }
}
