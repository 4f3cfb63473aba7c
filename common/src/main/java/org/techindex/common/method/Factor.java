package org.techindex.common.method;

import java.util.List;
import java.util.Locale;

/** What a percentage is made of, in the order in which tables show it. */
public enum Factor {
  ACTIVITY,
  EVENTS,
  UNIVERSITIES,
  INFLUENCE,
  SPECIALISMS;

  private static final List<Factor> ALL = List.of(values());

  private final String word = name().toLowerCase(Locale.ROOT);

  /** "activity", as in method files, addresses and files. */
  public String word() {
    return word;
  }

  /**
   * The factor that a word names.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Factor named(String word) {
    for (Factor factor : ALL) {
      if (factor.word.equals(word)) {
        return factor;
      }
    }
    throw new IllegalArgumentException(
        "there is no factor '"
            + word
            + "', only "
            + String.join(", ", ALL.stream().map(Factor::word).toList()));
  }
}
