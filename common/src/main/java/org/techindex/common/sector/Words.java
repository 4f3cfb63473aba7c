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

  private final char[] letters;
  private int[] ends;
  private long[] hashes;
  private int count;
  private int inTitle;

  private Words(int characters) {
    letters = new char[characters];
    int expected = characters / 5 + 8;
    ends = new int[expected];
    hashes = new long[expected];
  }

  static Words of(String title, String text) {
    Words words = new Words(title.length() + text.length());
    words.read(title);
    words.inTitle = words.count;
    words.read(text);
    return words;
  }

  int count() {
    return count;
  }

  /** The first words, so many, are the title's: phrases do not run across its end. */
  int inTitle() {
    return inTitle;
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

  private void read(String source) {
    int start = count == 0 ? 0 : ends[count - 1];
    int end = start;
    int length = source.length();
    boolean initials = false;
    for (int i = 0; i < length; i++) {
      char c = source.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        letters[end++] = c;
      } else if (c >= 'A' && c <= 'Z') {
        letters[end++] = (char) (c + ('a' - 'A'));
      } else if (c > 127 && Character.isLetterOrDigit(c)) {
        letters[end++] = Character.toLowerCase(c);
      } else if (isApostrophe(c)) {
        if (isPossessive(source, i)) {
          i++;
        }
      } else if (c == '.' && (initials || isLetter(start, end)) && isInitial(source, i + 1)) {
        initials = true;
      } else if (end > start) {
        start = finish(start, end);
        end = start;
        initials = false;
      }
    }
    if (end > start) {
      finish(start, end);
    }
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '\u2019';
  }

  /** Whether an apostrophe is followed by a single s that ends the word. */
  private static boolean isPossessive(String source, int apostrophe) {
    int s = apostrophe + 1;
    return s < source.length()
        && (source.charAt(s) == 's' || source.charAt(s) == 'S')
        && (s + 1 == source.length() || !Character.isLetterOrDigit(source.charAt(s + 1)));
  }

  /** Whether a single letter stands here: after the dot of another, it belongs to the same word. */
  private static boolean isInitial(String source, int at) {
    return at < source.length()
        && Character.isLetter(source.charAt(at))
        && (at + 1 == source.length() || !Character.isLetterOrDigit(source.charAt(at + 1)));
  }

  private boolean isLetter(int start, int end) {
    return end - start == 1 && Character.isLetter(letters[start]);
  }

  private int finish(int start, int end) {
    int stop = singular(start, end);
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
      hashes = Arrays.copyOf(hashes, count * 2);
    }
    long hash = FNV_OFFSET;
    for (int i = start; i < stop; i++) {
      hash = (hash ^ letters[i]) * FNV_PRIME;
    }
    hashes[count] = mix(hash);
    ends[count++] = stop;
    return stop;
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
