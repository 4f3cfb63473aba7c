package org.techindex.common.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was probably meant by a misspelt name. */
public final class NearestName {

  private NearestName() {}

  /**
   * The known name with the fewest letters inserted, deleted or replaced; the first such one; empty
   * if even that differs in more than half of the written letters (three at least).
   */
  public static Optional<String> of(String written, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> edits(written, name)))
        .filter(name -> edits(written, name) <= Math.max(3, written.length() / 2));
  }

  /** ": did you mean x?", or nothing where no name is near. */
  public static String hint(String written, Collection<String> known) {
    return of(written, known).map(name -> ": did you mean " + name + "?").orElse("");
  }

  /** Levenshtein distance. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
