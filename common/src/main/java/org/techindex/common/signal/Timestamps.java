package org.techindex.common.signal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Timestamps as RFC 3339 writes them, with an offset and seconds; parsed by position, which takes a
 * twentieth of the time of a formatter.
 */
public final class Timestamps {

  static final String RULE = "is an RFC 3339 time with offset, like 2026-11-22T09:30:00Z";
  static final String LEAP_RULE = "has no leap second: write second 59";

  private static final int DATE_END = "2026-11-22".length();
  private static final int SECONDS_END = "2026-11-22T09:30:00".length();
  private static final int MOST_FRACTION_DIGITS = 9;

  private Timestamps() {}

  /** The form that {@link #parse} reads. */
  public static String write(OffsetDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }

  /**
   * @throws DateTimeException whose message is the rule that the text breaks
   */
  public static OffsetDateTime parse(String text) {
    if (text.length() <= SECONDS_END
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || (text.charAt(10) != 'T' && text.charAt(10) != 't')
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      throw new DateTimeException(RULE);
    }
    int second = number(text, 17, 19);
    if (second == 60) {
      throw new DateTimeException(LEAP_RULE);
    }
    int at = SECONDS_END;
    int nanos = 0;
    if (text.charAt(at) == '.') {
      int digits = 0;
      at++;
      while (at < text.length() && isDigit(text.charAt(at))) {
        if (digits < MOST_FRACTION_DIGITS) {
          nanos = nanos * 10 + text.charAt(at) - '0';
          digits++;
        }
        at++;
      }
      if (digits == 0) {
        throw new DateTimeException(RULE);
      }
      for (; digits < MOST_FRACTION_DIGITS; digits++) {
        nanos *= 10;
      }
    }
    try {
      return OffsetDateTime.of(
          number(text, 0, 4),
          number(text, 5, 7),
          number(text, 8, 10),
          number(text, 11, 13),
          number(text, 14, 16),
          second,
          nanos,
          offset(text, at));
    } catch (DateTimeException e) {
      throw new DateTimeException(RULE, e);
    }
  }

  /**
   * A date as ISO 8601 writes it, like 2026-11-22.
   *
   * @throws DateTimeException if it is none
   */
  static LocalDate parseDate(String text) {
    if (text.length() != DATE_END || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return LocalDate.parse(text); // years of more digits
    }
    return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
  }

  private static ZoneOffset offset(String text, int at) {
    int rest = text.length() - at;
    if (rest == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
      return ZoneOffset.UTC;
    }
    if (rest != 6 || text.charAt(at + 3) != ':') {
      throw new DateTimeException(RULE);
    }
    int minutes = number(text, at + 1, at + 3) * 60 + number(text, at + 4, at + 6);
    if (number(text, at + 4, at + 6) > 59) {
      throw new DateTimeException(RULE);
    }
    return switch (text.charAt(at)) {
      case '+' -> ZoneOffset.ofTotalSeconds(minutes * 60);
      case '-' -> ZoneOffset.ofTotalSeconds(-minutes * 60);
      default -> throw new DateTimeException(RULE);
    };
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        throw new DateTimeException(RULE);
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
