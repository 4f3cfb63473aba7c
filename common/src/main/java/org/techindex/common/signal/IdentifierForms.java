package org.techindex.common.signal;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How the identifiers and addresses look that others give: SIC codes, company numbers, UKPRN, ROR,
 * DOI and web addresses. What every business has is checked without regular expressions.
 */
final class IdentifierForms {

  static final Predicate<String> UKPRN = Pattern.compile("[0-9]{8}").asMatchPredicate();
  static final Predicate<String> ROR =
      Pattern.compile("(https://ror\\.org/)?0[a-z0-9]{8}").asMatchPredicate();
  static final Predicate<String> DOI =
      Pattern.compile("10\\.[0-9]{4,9}/\\S{1,500}").asMatchPredicate();

  private IdentifierForms() {}

  /** Two digits or more. */
  static boolean isSicCode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.length() >= 2;
  }

  /** Two digits or capital letters or more. */
  static boolean isCompanyNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c) && (c < 'A' || c > 'Z')) {
        return false;
      }
    }
    return text.length() >= 2;
  }

  /** {@code http://} or {@code https://} in any case, and no blank, control, quote or bracket. */
  static boolean isWebAddress(String text) {
    int scheme = text.indexOf("://");
    boolean known =
        switch (scheme) {
          case 4 -> isLetters(text, "http");
          case 5 -> isLetters(text, "https");
          default -> false;
        };
    if (!known || text.length() == scheme + 3) {
      return false;
    }
    for (int i = scheme + 3; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '\u007f' || c == '<' || c == '>' || c == '"') {
        return false;
      }
    }
    return true;
  }

  /** Whether a text begins with these small letters, or with the same as capitals. */
  private static boolean isLetters(String text, String letters) {
    for (int i = 0; i < letters.length(); i++) {
      if ((text.charAt(i) | ' ') != letters.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
