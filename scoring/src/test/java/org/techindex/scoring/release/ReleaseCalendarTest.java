package org.techindex.scoring.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseCalendarTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11, 2026-12-01T09:30:00Z, winter time",
    "2027-05, 2027-06-01T08:30:00Z, summer time is an hour ahead",
    "2029-12, 2030-01-08T09:30:00Z, New Year's Day 2030 is a Tuesday",
  })
  void aReleaseIsDueOnTheFirstTuesdayAfterItsMonthAtHalfPastNine(
      String month, String dueAt, String why) {
    assertThat(ReleaseCalendar.dueAt(YearMonth.parse(month))).as(why).isEqualTo(dueAt);
  }

  @Test
  void theNextReleaseIsThatOfLastMonthUntilItsHourHasCome() {
    assertThat(ReleaseCalendar.nextAfter(Instant.parse("2026-12-01T09:29:59Z")))
        .isEqualTo(YearMonth.of(2026, 11));
    assertThat(ReleaseCalendar.nextAfter(Instant.parse("2026-12-01T09:30:00Z")))
        .isEqualTo(YearMonth.of(2026, 12));
  }
}
