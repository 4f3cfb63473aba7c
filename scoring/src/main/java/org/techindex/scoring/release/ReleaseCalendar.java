package org.techindex.scoring.release;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * When the release of a month is due: the first Tuesday of the following month, or the second where
 * the first is New Year's Day, at 09:30 UK time, the hour of official statistics. No other bank
 * holiday of England falls on a first Tuesday.
 */
public final class ReleaseCalendar {

  /** How many releases ahead have a date. */
  public static final int MONTHS_AHEAD = 12;

  private static final ZoneId UNITED_KINGDOM = ZoneId.of("Europe/London");
  private static final LocalTime HOUR = LocalTime.of(9, 30);

  private ReleaseCalendar() {}

  /** The moment at which the release of the month is due by rule. */
  public static Instant dueAt(YearMonth month) {
    LocalDate tuesday =
        month.plusMonths(1).atDay(1).with(TemporalAdjusters.firstInMonth(DayOfWeek.TUESDAY));
    LocalDate day = tuesday.getDayOfYear() == 1 ? tuesday.plusWeeks(1) : tuesday;
    return day.atTime(HOUR).atZone(UNITED_KINGDOM).toInstant();
  }

  /** The month whose release is the next one due after a moment. */
  public static YearMonth nextAfter(Instant moment) {
    YearMonth month = monthOf(moment).minusMonths(1);
    return dueAt(month).isAfter(moment) ? month : month.plusMonths(1);
  }

  /** The month of a moment in the United Kingdom. */
  public static YearMonth monthOf(Instant moment) {
    return YearMonth.from(moment.atZone(UNITED_KINGDOM));
  }
}
