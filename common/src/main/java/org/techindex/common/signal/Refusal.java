package org.techindex.common.signal;

import java.util.List;
import java.util.Locale;

/**
 * Why a record cannot be taken: which field, which rule it breaks, and what stood there. The rule
 * is the same text for all records that break it, so that refusals can be counted by it.
 */
public sealed interface Refusal {

  /** Longest value that is kept, in characters. */
  int LONGEST_VALUE = 120;

  /** The stage of the path that refuses. */
  enum Stage {
    RECEIVE,
    VALIDATE,
    LOCATE,
    STORE;

    /** "receive", as in the database, files and metrics. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Stage stage();

  /**
   * The field as the producer names it: "location.lat", "ce_time"; "key" or "value" for all of it.
   */
  String field();

  /** What is asked for, without the value that broke it. */
  String rule();

  /** What stood there, at most {@value #LONGEST_VALUE} characters, safe to print. */
  String value();

  /** The record is larger than any signal. */
  record TooLarge(long sizeBytes, long limitBytes) implements Refusal {
    @Override
    public Stage stage() {
      return Stage.RECEIVE;
    }

    @Override
    public String field() {
      return "value";
    }

    @Override
    public String rule() {
      return "a signal has at most " + limitBytes + " bytes";
    }

    @Override
    public String value() {
      return sizeBytes + " bytes";
    }
  }

  /** Text that no database and no page can show: broken UTF-8, NUL, half a surrogate pair. */
  record BadEncoding(String field, String rule, String value) implements Refusal {
    public BadEncoding {
      value = shorten(value);
    }

    @Override
    public Stage stage() {
      return Stage.RECEIVE;
    }
  }

  /**
   * The value is not JSON.
   *
   * @param value where and what the parser met
   */
  record BadJson(String rule, String value) implements Refusal {
    public BadJson {
      value = shorten(value);
    }

    @Override
    public Stage stage() {
      return Stage.RECEIVE;
    }

    @Override
    public String field() {
      return "value";
    }
  }

  /** The key or a CloudEvents header is absent or breaks its rule. */
  record BadEnvelope(String field, String rule, String value) implements Refusal {
    public BadEnvelope {
      value = shorten(value);
    }

    @Override
    public Stage stage() {
      return Stage.RECEIVE;
    }
  }

  /** A CloudEvents type that no signal has, or one that belongs on another topic. */
  record UnknownKind(String value, String rule) implements Refusal {
    public UnknownKind {
      value = shorten(value);
    }

    @Override
    public Stage stage() {
      return Stage.RECEIVE;
    }

    @Override
    public String field() {
      return "ce_type";
    }
  }

  /**
   * A field that signals of this kind do not have, or that comes twice, or that is of another type.
   */
  record BadField(String field, String rule, String value) implements Refusal {
    public BadField {
      field = shorten(field);
      value = shorten(value);
    }

    @Override
    public Stage stage() {
      return Stage.RECEIVE;
    }
  }

  /** A required field is absent. */
  record MissingField(String field) implements Refusal {
    @Override
    public Stage stage() {
      return Stage.VALIDATE;
    }

    @Override
    public String rule() {
      return "is required";
    }

    @Override
    public String value() {
      return "";
    }
  }

  /** A value outside what its field allows. */
  record BrokenRule(String field, String rule, String value) implements Refusal {
    public BrokenRule {
      value = shorten(value);
    }

    @Override
    public Stage stage() {
      return Stage.VALIDATE;
    }
  }

  /** A point outside the country, which would be inside with its coordinates exchanged. */
  record SwappedCoordinates(String field, String value) implements Refusal {
    public SwappedCoordinates {
      value = shorten(value);
    }

    @Override
    public Stage stage() {
      return Stage.LOCATE;
    }

    @Override
    public String rule() {
      return "is in the country only with lat and lon swapped: swap them";
    }
  }

  /** A place, postcode or point that cannot be given a cell of the country. */
  record Unplaceable(String field, String rule, String value) implements Refusal {
    public Unplaceable {
      value = shorten(value);
    }

    @Override
    public Stage stage() {
      return Stage.LOCATE;
    }
  }

  /** A place name that several places have, none of which the producer's region singles out. */
  record AmbiguousPlace(String field, String place, List<String> candidates) implements Refusal {
    public AmbiguousPlace {
      candidates = List.copyOf(candidates);
    }

    @Override
    public Stage stage() {
      return Stage.LOCATE;
    }

    @Override
    public String rule() {
      return "is the name of several places: give its region or a point";
    }

    @Override
    public String value() {
      return shorten(place + ": " + String.join(", ", candidates));
    }
  }

  /** The database or our own code cannot take this one record although every stage before could. */
  record Unstorable(Stage stage, String value) implements Refusal {
    public Unstorable {
      value = shorten(value);
    }

    @Override
    public String field() {
      return "value";
    }

    @Override
    public String rule() {
      return "cannot be processed: report it, it is kept for a replay";
    }
  }

  /**
   * A text safe to store and to print: at most {@value #LONGEST_VALUE} characters, control
   * characters and halves of surrogate pairs written as backslash-u and four digits.
   */
  static String shorten(String text) {
    StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST_VALUE));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      String shown =
          pair
              ? text.substring(i, i + 2)
              : Character.isISOControl(c) || Character.isSurrogate(c)
                  ? String.format("\\u%04x", (int) c)
                  : String.valueOf(c);
      if (safe.length() + shown.length() > LONGEST_VALUE - 3
          && i + shown.length() < text.length()) {
        return safe.append("...").toString();
      }
      safe.append(shown);
      if (pair) {
        i++;
      }
    }
    return safe.toString();
  }
}
