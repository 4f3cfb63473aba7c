package org.techindex.common.release;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;

/**
 * A monthly release and its version: "2026-11", version 1; a correction is version 2.
 *
 * @param month the last month whose signals it counts
 * @param version 1 or more
 */
public record ReleaseId(YearMonth month, int version) implements Comparable<ReleaseId> {

  /**
   * @throws IllegalArgumentException if the version is below 1
   */
  public ReleaseId {
    if (version < 1) {
      throw new IllegalArgumentException("a release version is 1 or more, not " + version);
    }
  }

  /**
   * Reads "2026-11" (version 1) or "2026-11.v2".
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static ReleaseId parse(String text) {
    int dot = text.indexOf(".v");
    try {
      return dot < 0
          ? new ReleaseId(YearMonth.parse(text), 1)
          : new ReleaseId(
              YearMonth.parse(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 2)));
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a release: write 2026-11 or 2026-11.v2", e);
    }
  }

  @Override
  public int compareTo(ReleaseId other) {
    int byMonth = month.compareTo(other.month);
    return byMonth != 0 ? byMonth : Integer.compare(version, other.version);
  }

  /** "2026-11.v2". */
  @Override
  public String toString() {
    return month + ".v" + version;
  }
}
