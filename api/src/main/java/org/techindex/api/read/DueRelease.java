package org.techindex.api.read;

import java.time.Instant;
import java.time.YearMonth;

/** When a month's release comes out, as the release manager has promised. */
public record DueRelease(YearMonth month, Instant dueAt) implements Comparable<DueRelease> {

  @Override
  public int compareTo(DueRelease other) {
    return month.compareTo(other.month);
  }
}
