package org.techindex.api.resource;

import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The part of an address after '?', checked: only known names, each once, none too long. */
public final class Query {

  /** More than any place name, cluster id or list of weights needs. */
  static final int LONGEST_VALUE = 200;

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param known the names that the address takes
   * @throws Problem if a name is not known, comes twice, or has too long a value
   */
  public static Query parse(Map<String, Deque<String>> parameters, Set<String> known) {
    Map<String, String> values = new TreeMap<>();
    parameters.forEach((name, given) -> {
      if (!known.contains(name)) {
        throw invalid(
            known.isEmpty()
                ? "this address takes no parameters, not even '" + shortened(name) + "'"
                : "there is no parameter '"
                    + shortened(name)
                    + "' here, only "
                    + String.join(", ", new TreeSet<>(known)));
      }
      if (given.size() > 1) {
        throw invalid("'" + name + "' is given " + given.size() + " times: give it once");
      }
      String value = given.getFirst();
      if (value.length() > LONGEST_VALUE) {
        throw invalid(
            "'"
                + name
                + "' has "
                + value.length()
                + " characters, at most "
                + LONGEST_VALUE
                + " are taken");
      }
      values.put(name, value);
    });
    return new Query(values);
  }

  /** The value without blanks at its ends; empty where there is none. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /**
   * @throws Problem if it is missing
   */
  public String required(String name, String example) {
    return text(name)
        .orElseThrow(() -> invalid("'" + name + "' is missing: write ?" + name + "=" + example));
  }

  /**
   * @throws Problem if it is not a whole number from {@code least} to {@code most}
   */
  public int number(String name, int least, int most, int otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a number out of range is.
    }
    throw invalid(
        "'"
            + name
            + "' is a whole number from "
            + least
            + " to "
            + most
            + ", not '"
            + shortened(text.get())
            + "'");
  }

  static Problem invalid(String detail) {
    return new Problem(Problem.Kind.INVALID_PARAMETER, detail);
  }

  /** A value that a rule of ours refused, in the rule's words. */
  static Problem invalid(IllegalArgumentException refusal) {
    return invalid(Optional.ofNullable(refusal.getMessage()).orElse("a value is not valid"));
  }

  /** A value as messages quote it: not longer than a line, no control characters. */
  static String shortened(String value) {
    String clean = value.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 40 ? clean : clean.substring(0, 40) + "…";
  }
}
