package org.techindex.scoring.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.scoring.interval.PercentageIntervals.Ends;
import org.techindex.scoring.share.Golden;

class PercentageIntervalsTest {

  private final PercentageIntervals intervals = new PercentageIntervals(0.95);

  @Test
  void intervalsAgreeWithTheReferenceProgram() {
    // percentages.py, beside the golden file.
    List<List<String>> rows = Golden.rows("/interval/percentages.csv");
    assertThat(rows).hasSize(8);
    for (List<String> row : rows) {
      double value = Double.parseDouble(row.get(1));
      double other = Double.parseDouble(row.get(2));
      Ends ends =
          row.getFirst().equals("count")
              ? intervals.ofCount(value, other)
              : intervals.ofDeviation(value, other);
      assertThat(ends.low()).as(row + "").isCloseTo(Double.parseDouble(row.get(3)), within(2e-6));
      assertThat(ends.high()).as(row + "").isCloseTo(Double.parseDouble(row.get(4)), within(2e-6));
    }
  }

  @Test
  void nothingAndEverythingHaveNoDeviation() {
    assertThat(intervals.ofDeviation(0, 0)).isEqualTo(new Ends(0, 0));
    assertThat(intervals.ofDeviation(100, 0)).isEqualTo(new Ends(100, 100));
  }

  @Test
  void anIntervalStaysWithinZeroAndAHundredHoweverLargeTheDeviation() {
    Ends ends = intervals.ofDeviation(0.001, 50);

    assertThat(ends.low()).isBetween(0.0, 0.001);
    assertThat(ends.high()).isBetween(0.001, 100.0);
  }
}
