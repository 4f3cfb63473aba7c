package org.techindex.common.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.release.SectorRanking.FactorShare;

class PercentagesTest {

  private static final List<FactorShare> SHARES =
      List.of(new FactorShare("activity", 0, 0.5, 0), new FactorShare("events", 0, 0.25, 0));

  @Test
  void weighsShares() {
    // 100 * (3/4 * 1/2 + 1/4 * 1/4) = 43.75
    assertThat(Percentages.of(SHARES, new FactorWeights(0.75, 0.25, 0, 0, 0))).isEqualTo(43.75);
  }

  @Test
  void rescalesWeightsOfFactorsInForce() {
    // Influence has no share here: activity and events count half each, 100 * (1/4 + 1/8).
    assertThat(Percentages.of(SHARES, new FactorWeights(0.25, 0.25, 0, 0.5, 0))).isEqualTo(37.5);
  }

  @Test
  void refusesWeightsOfNothingInForce() {
    assertThatThrownBy(() -> Percentages.of(SHARES, new FactorWeights(0, 0, 1, 0, 0)))
        .hasMessage("only activity, events count here: give one of them a weight");
  }
}
