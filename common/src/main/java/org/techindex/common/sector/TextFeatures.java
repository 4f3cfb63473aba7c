package org.techindex.common.sector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a learned model looks at: the distinct words of a text (those that carry no meaning by
 * themselves left out), the distinct pairs of neighbouring words, and runs of four characters of
 * each longer word, a mark at both its ends being one. Each is hashed to one of {@link #BUCKETS}
 * numbers (Weinberger et al. 2009, doi 10.1145/1553374.1553516), so that no dictionary is kept and
 * unseen words still meet the fragments of known ones.
 */
public final class TextFeatures {

  private static final int WORD_BUCKETS = 1 << 16;
  private static final int PAIR_BUCKETS = 1 << 17;
  private static final int FRAGMENT_BUCKETS = 1 << 17;

  /** Hashes are folded to so many numbers; each kind has a range of its own. */
  public static final int BUCKETS = WORD_BUCKETS + PAIR_BUCKETS + FRAGMENT_BUCKETS;

  /**
   * How much of a text's score is that of its lead alone, title and first sentence: they say what
   * it is about, the rest also what it is not about. Where the lead has no words or is everything,
   * the whole counts alone.
   */
  public static final double LEAD_SHARE = 0.4;

  private static final long WORD_SEED = 0x9e3779b97f4a7c15L;
  private static final long PAIR_SEED = 0xc2b2ae3d27d4eb4fL;
  private static final long FRAGMENT_SEED = 0x165667b19e3779f9L;
  private static final long FRAGMENT_PRIME = 0x100000001b3L;
  private static final int FRAGMENT_LENGTH = 4;
  private static final char WORD_END = '_';

  private static final HashSet STOP_WORDS = stopWords();

  /** What kind of feature a number stands for; each kind has its own scale in training. */
  public enum Kind {
    WORD,
    PAIR,
    FRAGMENT
  }

  /** Takes features as they are found. */
  public interface Visitor {

    /**
     * @param bucket 0 to {@link #BUCKETS} - 1
     * @param fromWord the first word it was found in
     * @param lastWord the last: the same, but for pairs
     */
    void visit(Kind kind, int bucket, int fromWord, int lastWord);

    /**
     * Told of each distinct word before its own features (not its pairs) are visited.
     *
     * @param wordHash equal for equal words
     * @return whether they are wanted; a visitor that knows their sum spares the finding
     */
    default boolean wants(long wordHash) {
      return true;
    }

    /** Told when the own features of a wanted word have all been visited. */
    default void done(long wordHash) {}

    /**
     * Told once, when the lead is behind and something follows; what comes again is not visited
     * again.
     *
     * @param distinct how many distinct words of the lead carry meaning
     */
    default void leadEnds(int distinct) {}
  }

  private TextFeatures() {}

  /**
   * Visits the features of a text, title and lead first, and returns how many distinct words carry
   * meaning: the length that sums are divided by the root of.
   */
  public static int visit(String title, String text, Visitor visitor) {
    return visit(Words.of(title, text), visitor);
  }

  static int visit(Words words, Visitor visitor) {
    HashSet seen = new HashSet(2 * words.count());
    int distinct = 0;
    int previous = -1;
    for (int word = 0; word < words.count(); word++) {
      long hash = words.hash(word);
      if (word == words.inTitle() || word == words.inLead()) {
        previous = -1;
      }
      if (word == words.inLead()) {
        visitor.leadEnds(distinct);
      }
      if (STOP_WORDS.contains(hash)) {
        continue;
      }
      if (seen.add(hash ^ WORD_SEED)) {
        distinct++;
        if (visitor.wants(hash)) {
          visitor.visit(Kind.WORD, wordBucket(hash), word, word);
          visitFragments(words, word, visitor);
          visitor.done(hash);
        }
      }
      if (previous >= 0) {
        long pair = Words.extend(words.hash(previous) ^ PAIR_SEED, hash);
        if (seen.add(pair)) {
          visitor.visit(Kind.PAIR, pairBucket(pair), previous, word);
        }
      }
      previous = word;
    }
    return distinct;
  }

  private static void visitFragments(Words words, int word, Visitor visitor) {
    int start = words.start(word) - 1;
    int end = words.end(word) + 1;
    if (end - start - 2 <= FRAGMENT_LENGTH) {
      return;
    }
    for (int from = start; from <= end - FRAGMENT_LENGTH; from++) {
      long hash = FRAGMENT_SEED;
      for (int at = from; at < from + FRAGMENT_LENGTH; at++) {
        char letter = at == start || at == end - 1 ? WORD_END : words.letter(at);
        hash = (hash ^ letter) * FRAGMENT_PRIME;
      }
      visitor.visit(Kind.FRAGMENT, fragmentBucket(hash), word, word);
    }
  }

  /** The kind of feature that a bucket is for. */
  public static Kind kind(int bucket) {
    if (bucket < WORD_BUCKETS) {
      return Kind.WORD;
    }
    return bucket < WORD_BUCKETS + PAIR_BUCKETS ? Kind.PAIR : Kind.FRAGMENT;
  }

  private static int wordBucket(long hash) {
    return (int) hash & (WORD_BUCKETS - 1);
  }

  private static int pairBucket(long hash) {
    return WORD_BUCKETS + ((int) hash & (PAIR_BUCKETS - 1));
  }

  /** A multiplicative hash is best in its upper bits. */
  private static int fragmentBucket(long hash) {
    long folded = ((hash ^ (hash >>> 29)) * WORD_SEED) >>> 40;
    return WORD_BUCKETS + PAIR_BUCKETS + ((int) folded & (FRAGMENT_BUCKETS - 1));
  }

  private static HashSet stopWords() {
    HashSet stopWords = new HashSet(1000);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(SectorResource.open("stop_words.txt"), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Words words = Words.of("", line);
        for (int word = 0; word < words.count(); word++) {
          stopWords.add(words.hash(word));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stopWords;
  }

  /** A set of 64-bit hashes, open addressing; zero cannot be a member and is taken for one. */
  private static final class HashSet {
    private final long[] slots;

    private HashSet(int most) {
      slots = new long[Integer.highestOneBit(Math.max(most, 8)) * 4];
    }

    private boolean contains(long hash) {
      return slots[slot(hash)] == hash;
    }

    private boolean add(long hash) {
      int slot = slot(hash);
      if (slots[slot] == hash) {
        return false;
      }
      slots[slot] = hash;
      return true;
    }

    private int slot(long hash) {
      int slot = (int) (hash >>> 7) & (slots.length - 1);
      while (slots[slot] != 0 && slots[slot] != hash) {
        slot = (slot + 1) & (slots.length - 1);
      }
      return slot;
    }
  }
}
