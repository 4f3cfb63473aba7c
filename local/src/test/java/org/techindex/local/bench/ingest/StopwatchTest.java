package org.techindex.local.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopwatchTest {

  private static final long SECOND = 1_000_000_000L;

  /**
   * 20 are timed after a warm-up of 10. Cold: from 4 at second 1 to the first sight of 20 or more,
   * 24 at second 4: 20 in 3 s. Steady: from the first sight of 10 or more, 12 at second 2, to 30 at
   * second 5: 18 in 3 s. What is seen after the end counts for neither.
   */
  @Test
  void timesTheFirstRecordsAndThoseAfterTheWarmUp() {
    Stopwatch stopwatch = new Stopwatch(20, 10);
    stopwatch.see(0, 0);
    stopwatch.see(4, SECOND);
    stopwatch.see(12, 2 * SECOND);
    stopwatch.see(24, 4 * SECOND);
    stopwatch.see(30, 5 * SECOND);
    stopwatch.see(30, 9 * SECOND);

    assertThat(stopwatch.pace()).isEqualTo(new Pace(20 / 3.0, 18 / 3.0));
  }
}
