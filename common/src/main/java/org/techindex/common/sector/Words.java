package org.techindex.common.sector;

import java.util.Arrays;

/**
 * The words of a title and a text as the models read them, found in one pass: runs of letters and
 * digits, in lower case, without possessive and plural endings, so that "Cities", "city's" and
 * "city" are one word; initials with dots are one word too ("A.I." is "ai"). Everything else
 * separates words. Plurals go by three rules after Harman (1991, How effective is suffixing?, doi
 * 10.1002/(SICI)1097-4571(199101)42:1<7::AID-ASI2>3.0.CO;2-P), kept from words of three letters or
 * fewer.
 */
final class Words {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** What an ASCII character stands for in a word, in lower case; zero if it is in none. */
  private static final char[] FOLDED = folded();

  private static final int ASCII = 128;
  private static final int UNKNOWN = -1;

  /** A first sentence of fewer words is taken with the next: "Acme Ltd. makes wheels." */
  private static final int LEAST_IN_SENTENCE = 3;

  private final char[] letters;
  private int[] ends;
  private long[] hashes;
  private int count;
  private int inTitle;
  private int inLead;

  private Words(int characters) {
    letters = new char[characters];
    int expected = characters / 5 + 8;
    ends = new int[expected];
    hashes = new long[expected];
  }

  static Words of(String title, String text) {
    Words words = new Words(title.length() + text.length());
    words.read(title, 0);
    words.inTitle = words.count;
    words.inLead = UNKNOWN;
    words.read(text, title.length());
    if (words.inLead == UNKNOWN) {
      words.inLead = words.count;
    }
    return words;
  }

  private static char[] folded() {
    char[] folded = new char[ASCII];
    for (char c = 'a'; c <= 'z'; c++) {
      folded[c] = c;
      folded[c + ('A' - 'a')] = c;
    }
    for (char c = '0'; c <= '9'; c++) {
      folded[c] = c;
    }
    return folded;
  }

  int count() {
    return count;
  }

  /** The first words, so many, are the title's: phrases do not run across its end. */
  int inTitle() {
    return inTitle;
  }

  /**
   * The first words, so many, are the lead's, that is the title's and those of the first sentence
   * of three words or more, which ends at a full stop, an exclamation or question mark or a
   * semicolon before a space, or with its line: phrases do not run across its end.
   */
  int inLead() {
    return inLead;
  }

  /** A 64-bit hash of the word; equal words have equal hashes. */
  long hash(int index) {
    return hashes[index];
  }

  int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int end(int index) {
    return ends[index];
  }

  char letter(int position) {
    return letters[position];
  }

  /** Words {@code from} to {@code to - 1}, with blanks between. */
  String phrase(int from, int to) {
    StringBuilder phrase = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (i > from) {
        phrase.append(' ');
      }
      phrase.append(letters, start(i), end(i) - start(i));
    }
    return phrase.toString();
  }

  /** Hash of a phrase, from that of its beginning and that of its next word. */
  static long extend(long phraseHash, long wordHash) {
    return mix(phraseHash * FNV_PRIME + wordHash);
  }

  /** Spreads a hash over all 64 bits (the finaliser of MurmurHash3). */
  static long mix(long hash) {
    long mixed = hash;
    mixed ^= mixed >>> 33;
    mixed *= 0xff51afd7ed558ccdL;
    mixed ^= mixed >>> 33;
    mixed *= 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  /**
   * Reads a source in place: its characters are copied to where it would begin if nothing were left
   * out, and words are written from where the last one ended, which is never beyond.
   */
  private void read(String source, int from) {
    char[] letters = this.letters;
    int start = count == 0 ? 0 : ends[count - 1];
    int end = start;
    int limit = from + source.length();
    source.getChars(0, source.length(), letters, from);
    long hash = FNV_OFFSET;
    boolean initials = false;
    int i = from;
    while (true) {
      // Most characters are letters of ASCII: this loop has nothing else to look at.
      while (i < limit) {
        char c = letters[i];
        char folded = c < ASCII ? FOLDED[c] : 0;
        if (folded == 0) {
          break;
        }
        letters[end++] = folded;
        hash = (hash ^ folded) * FNV_PRIME;
        i++;
      }
      if (i == limit) {
        break;
      }
      char c = letters[i];
      if (c >= ASCII && Character.isLetterOrDigit(c)) {
        char folded = Character.toLowerCase(c);
        letters[end++] = folded;
        hash = (hash ^ folded) * FNV_PRIME;
      } else if (isApostrophe(c)) {
        if (isPossessive(i, limit)) {
          i++;
        }
      } else if (c == '.' && (initials || isLetter(start, end)) && isInitial(i + 1, limit)) {
        initials = true;
      } else if (end > start) {
        start = finish(start, end, hash);
        end = start;
        hash = FNV_OFFSET;
        initials = false;
        if (inLead == UNKNOWN) {
          endLead(i, limit);
        }
      }
      i++;
    }
    if (end > start) {
      finish(start, end, hash);
    }
  }

  /** The lead is over if its sentence ends with the separators that begin here. */
  private void endLead(int from, int limit) {
    if (count - inTitle < LEAST_IN_SENTENCE) {
      return;
    }
    boolean marked = false;
    int at = from;
    while (at < limit && (isSentenceMark(letters[at]) || isClosing(letters[at]))) {
      marked |= isSentenceMark(letters[at]);
      at++;
    }
    if (at < limit && (isLineEnd(letters[at]) || (marked && Character.isWhitespace(letters[at])))) {
      inLead = count;
    }
  }

  private static boolean isSentenceMark(char c) {
    return c == '.' || c == '!' || c == '?' || c == ';';
  }

  private static boolean isClosing(char c) {
    return c == ')' || c == '"' || c == '\u201d' || isApostrophe(c);
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '\u2019';
  }

  /** Whether an apostrophe is followed by a single s that ends the word. */
  private boolean isPossessive(int apostrophe, int limit) {
    int s = apostrophe + 1;
    return s < limit
        && (letters[s] == 's' || letters[s] == 'S')
        && (s + 1 == limit || !Character.isLetterOrDigit(letters[s + 1]));
  }

  /** Whether a single letter stands here: after the dot of another, it belongs to the same word. */
  private boolean isInitial(int at, int limit) {
    return at < limit
        && Character.isLetter(letters[at])
        && (at + 1 == limit || !Character.isLetterOrDigit(letters[at + 1]));
  }

  private boolean isLetter(int start, int end) {
    return end - start == 1 && Character.isLetter(letters[start]);
  }

  private int finish(int start, int end, long hashWithEnding) {
    int stop = singular(start, end);
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
      hashes = Arrays.copyOf(hashes, count * 2);
    }
    hashes[count] = mix(stop == end ? hashWithEnding : hash(start, stop));
    ends[count++] = stop;
    return stop;
  }

  private long hash(int start, int stop) {
    long hash = FNV_OFFSET;
    for (int i = start; i < stop; i++) {
      hash = (hash ^ letters[i]) * FNV_PRIME;
    }
    return hash;
  }

  /** Takes a plural ending off and returns the new end. */
  private int singular(int start, int end) {
    if (end - start <= 3 || letters[end - 1] != 's') {
      return end;
    }
    char second = letters[end - 2];
    char third = letters[end - 3];
    if (second == 'u' || second == 's' || (second == 'i')) {
      return end;
    }
    if (second == 'e' && third == 'i') {
      letters[end - 3] = 'y';
      return end - 2;
    }
    boolean hissing = third == 'x' || third == 'z' || third == 'h' || third == 's';
    return second == 'e' && hissing && isDoubleHiss(third, letters[end - 4]) ? end - 2 : end - 1;
  }

  /** Telling "processes", "boxes" and "batches" from "databases", "sizes" and "aches". */
  private static boolean isDoubleHiss(char last, char before) {
    return last == 'x' || last == before || (last == 'h' && (before == 'c' || before == 's'));
  }
}
