package org.techindex.ingest.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.techindex.common.signal.Signal;

/** When a signal counts, in months since January 1970 (UTC). */
public final class SignalMonths {

  private static final int MONTHS_PER_YEAR = 12;
  private static final int FIRST_YEAR = 1970;

  private SignalMonths() {}

  /** The month from which a signal counts. */
  public static int from(Signal signal) {
    return switch (signal) {
      case Signal.Business business -> month(utcDate(business.head().observed().toInstant()));
      case Signal.Event event -> month(event.starts());
      case Signal.Institution institution ->
          month(utcDate(institution.head().observed().toInstant()));
      case Signal.Publication publication -> month(publication.published());
    };
  }

  /** The month from which it counts no more; empty if it does not close. */
  public static Optional<Integer> closed(Signal signal) {
    Optional<LocalDate> closed =
        signal instanceof Signal.Business business ? business.closed() : Optional.empty();
    return closed.map(SignalMonths::month);
  }

  private static LocalDate utcDate(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static int month(LocalDate date) {
    return (date.getYear() - FIRST_YEAR) * MONTHS_PER_YEAR + date.getMonthValue() - 1;
  }
}
