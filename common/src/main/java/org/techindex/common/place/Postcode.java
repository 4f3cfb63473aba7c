package org.techindex.common.place;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A British postcode, or the outward half of one, in the form of the Royal Mail: "EC1V 2NX",
 * "EC1V".
 *
 * @param district the outward code: "EC1V"
 * @param unit the inward code: "2NX"; empty if only the district is known
 */
public record Postcode(String district, String unit) {

  private static final Pattern SPACES = Pattern.compile("[\\s\\h-]");
  private static final Pattern FORM = Pattern.compile("([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})?");

  /** Reads a postcode however it is spaced and cased ("ec1v2nx"); empty if it is none. */
  public static Optional<Postcode> parse(String written) {
    String compact = SPACES.matcher(written.toUpperCase(Locale.ROOT)).replaceAll("");
    Matcher matcher = FORM.matcher(compact);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2);
    return Optional.of(new Postcode(matcher.group(1), unit == null ? "" : unit));
  }

  /** Whether it names a unit of some fifteen addresses, and not a whole district. */
  public boolean isFull() {
    return !unit.isEmpty();
  }

  @Override
  public String toString() {
    return isFull() ? district + " " + unit : district;
  }
}
