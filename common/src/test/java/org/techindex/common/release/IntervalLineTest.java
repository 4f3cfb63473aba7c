package org.techindex.common.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.techindex.common.release.SectorRanking.Interval;

class IntervalLineTest {

  @Test
  void bothSortsOfUncertaintyStandInOneLine() {
    assertThat(new Interval(2, 5, 3.1, 5.2, 4, 2, 9).line(3))
        .isEqualTo("3 (2 to 5; 2 to 9 under any weights)");
  }
}
