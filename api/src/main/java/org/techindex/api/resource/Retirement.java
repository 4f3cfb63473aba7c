package org.techindex.api.resource;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The end of an address, told with its answers: {@code Deprecation} (RFC 9745) and {@code Sunset}
 * (RFC 8594).
 *
 * @param deprecated from when it should not be used anew, UTC
 * @param sunset from when it may be gone, UTC; not before
 */
public record Retirement(LocalDate deprecated, LocalDate sunset) {

  private static final String RULE =
      "is a list such as report.pdf=2027-01-01/2027-07-01, with commas between";
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  /**
   * @throws IllegalArgumentException if it is gone before it is deprecated
   */
  public Retirement {
    if (sunset.isBefore(deprecated)) {
      throw new IllegalArgumentException(RULE);
    }
  }

  /**
   * Reads {@code report.pdf=2027-01-01/2027-07-01}, several with commas between.
   *
   * @return by template, as in {@link Route}
   * @throws IllegalArgumentException if it is written otherwise
   */
  public static Map<String, Retirement> parse(String text) {
    Map<String, Retirement> retirements = new LinkedHashMap<>();
    for (String each : text.split(",", -1)) {
      String[] parts = each.strip().split("[=/](?=\\d{4}-)", -1);
      if (parts.length != 3 || parts[0].isEmpty()) {
        throw new IllegalArgumentException(RULE);
      }
      try {
        retirements.put(
            parts[0], new Retirement(LocalDate.parse(parts[1]), LocalDate.parse(parts[2])));
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(RULE, e);
      }
    }
    return retirements;
  }

  /** As in {@code Deprecation}: "@1798761600". */
  public String deprecationHeader() {
    return "@" + deprecated.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  /** As in {@code Sunset}: "Thu, 01 Jul 2027 00:00:00 GMT". */
  public String sunsetHeader() {
    return HTTP_DATE.format(sunset.atStartOfDay(ZoneOffset.UTC));
  }
}
