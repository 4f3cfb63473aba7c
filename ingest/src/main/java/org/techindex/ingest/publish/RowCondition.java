package org.techindex.ingest.publish;

import java.util.Locale;
import java.util.Map;

/** Whether a row of a file is of a certain sort, told by one of its columns. */
sealed interface RowCondition {

  String column();

  boolean holds(Map<String, String> row);

  /** The cell is this text, whatever the case. */
  record Is(String column, String text) implements RowCondition {
    @Override
    public boolean holds(Map<String, String> row) {
      return row.getOrDefault(column, "").strip().equalsIgnoreCase(text);
    }
  }

  /** The cell holds this word or phrase, whatever the case. */
  record Contains(String column, String text) implements RowCondition {
    @Override
    public boolean holds(Map<String, String> row) {
      return holdsWord(row.getOrDefault(column, ""), text);
    }
  }

  /** The cell is empty. */
  record Blank(String column) implements RowCondition {
    @Override
    public boolean holds(Map<String, String> row) {
      return row.getOrDefault(column, "").isBlank();
    }
  }

  /** Whether a word stands in a text with no letter or digit before or behind it. */
  static boolean holdsWord(String text, String word) {
    String inLower = text.toLowerCase(Locale.ROOT);
    String wanted = word.toLowerCase(Locale.ROOT);
    for (int at = inLower.indexOf(wanted); at >= 0; at = inLower.indexOf(wanted, at + 1)) {
      int end = at + wanted.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(inLower.charAt(at - 1));
      boolean ends = end == inLower.length() || !Character.isLetterOrDigit(inLower.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}
