package org.techindex.common.method;

import java.util.Arrays;
import java.util.Locale;

/** What a percentage is made of, in the order in which tables show it. */
public enum Factor {
  ACTIVITY,
  EVENTS,
  UNIVERSITIES,
  INFLUENCE,
  SPECIALISMS;

  /** "activity", as in method files, addresses and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The factor that a word names.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Factor named(String word) {
    return Arrays.stream(values())
        .filter(factor -> factor.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no factor '"
                    + word
                    + "', only "
                    + String.join(", ", Arrays.stream(values()).map(Factor::word).toList())));
  }
}
