package org.techindex.common.place;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The form in which names are compared: lower case, without diacritics and punctuation, words one
 * space apart, "saint" as "st" and "&amp;" as "and". "Bo’ness", "BO'NESS" and "boness" are one
 * name, and so are "Stoke-on-Trent" and "Stoke on Trent".
 */
final class FoldedName {

  private static final String NOTHING_BETWEEN = "'’‘`´.";
  private static final Pattern SAINT = Pattern.compile("\\bsaint\\b");

  private FoldedName() {}

  static String of(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    boolean space = false;
    String decomposed = isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFD);
    for (int i = 0; i < decomposed.length(); ) {
      int character = decomposed.codePointAt(i);
      i += Character.charCount(character);
      boolean letter = Character.isLetterOrDigit(character);
      if (letter) {
        if (space && !folded.isEmpty()) {
          folded.append(' ');
        }
        space = false;
        folded.appendCodePoint(Character.toLowerCase(character));
      } else if (character == '&') {
        folded.append(folded.isEmpty() ? "and" : " and");
        space = true;
      } else if (!isMark(character) && NOTHING_BETWEEN.indexOf(character) < 0) {
        space = true;
      }
    }
    return folded.indexOf("saint") < 0 ? folded.toString() : SAINT.matcher(folded).replaceAll("st");
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
