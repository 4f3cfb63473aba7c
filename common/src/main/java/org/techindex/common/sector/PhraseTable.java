package org.techindex.common.sector;

import java.util.Map;
import java.util.TreeMap;

/**
 * Phrases and all their beginnings by hash, open addressing: a phrase is followed word by word, and
 * a word that begins nothing ends the search at the first probe.
 */
final class PhraseTable {

  static final int ABSENT = -1;
  private static final int LEAST_SLOTS_PER_ENTRY = 4;
  private static final int FILTER_BITS = 1 << 14;

  /** A bit for some of the hash of each entry: small, so that most words cost no look-up. */
  private final long[] filter = new long[FILTER_BITS / Long.SIZE];

  private final long[] keys;
  private final boolean[] phrases;
  private final int[][] weights;
  private final int longest;

  private PhraseTable(int slots, int longest) {
    keys = new long[slots];
    phrases = new boolean[slots];
    weights = new int[slots][];
    this.longest = longest;
  }

  /**
   * @param weights phrase, as {@link Words} reads it, to its weight in each of the five sectors
   */
  static PhraseTable of(Map<String, int[]> weights) {
    int entries = 0;
    int longest = 0;
    for (String phrase : weights.keySet()) {
      int words = phrase.split(" ", -1).length;
      entries += words;
      longest = Math.max(longest, words);
    }
    int slots = Integer.highestOneBit(Math.max(1, entries) * LEAST_SLOTS_PER_ENTRY) * 2;
    PhraseTable table = new PhraseTable(slots, longest);
    new TreeMap<>(weights).forEach(table::put);
    return table;
  }

  /** The most words that a phrase has. */
  int longest() {
    return longest;
  }

  /** The entry of a phrase or of the beginning of one; {@link #ABSENT} if there is none. */
  int find(long hash) {
    int bit = filterBit(hash);
    if ((filter[bit / Long.SIZE] & (1L << bit)) == 0) {
      return ABSENT;
    }
    int slot = slot(hash);
    return keys[slot] == hash ? slot : ABSENT;
  }

  /** Whether the entry is a phrase of its own, not only the beginning of one. */
  boolean isPhrase(int entry) {
    return phrases[entry];
  }

  int weight(int entry, int sector) {
    return weights[entry][sector];
  }

  private void put(String phrase, int[] ofPhrase) {
    Words words = Words.of("", phrase);
    long hash = 0;
    int slot = 0;
    for (int i = 0; i < words.count(); i++) {
      hash = Words.extend(hash, words.hash(i));
      slot = slot(hash);
      keys[slot] = hash;
      int bit = filterBit(hash);
      filter[bit / Long.SIZE] |= 1L << bit;
    }
    phrases[slot] = true;
    weights[slot] = ofPhrase.clone();
  }

  private static int filterBit(long hash) {
    return (int) (hash >>> 44) & (FILTER_BITS - 1);
  }

  private int slot(long hash) {
    int slot = (int) hash & (keys.length - 1);
    while (keys[slot] != 0 && keys[slot] != hash) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}
