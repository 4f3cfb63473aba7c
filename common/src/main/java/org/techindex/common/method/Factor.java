package org.techindex.common.method;

import java.util.Locale;

/** What a percentage is made of, in the order in which tables show it. */
public enum Factor {
  ACTIVITY,
  EVENTS,
  UNIVERSITIES,
  INFLUENCE,
  SPECIALISMS;

  /** "activity", as in method files, addresses and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
