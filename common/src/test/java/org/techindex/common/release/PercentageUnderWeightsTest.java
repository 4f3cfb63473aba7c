package org.techindex.common.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.release.SectorRanking.FactorShare;
import org.techindex.common.release.SectorRanking.RankedCluster;

class PercentageUnderWeightsTest {

  private static final RankedCluster ROW =
      new RankedCluster(
          "leeds",
          1,
          "Leeds",
          List.of(),
          List.of(),
          0,
          List.of(new FactorShare("activity", 0, 0.5, 0), new FactorShare("events", 0, 0.25, 0)),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          0,
          0);

  @Test
  void weighsShares() {
    // 100 * (3/4 * 1/2 + 1/4 * 1/4) = 43.75
    assertThat(ROW.percentageUnder(new FactorWeights(0.75, 0.25, 0, 0, 0))).isEqualTo(43.75);
  }

  @Test
  void rescalesWeightsOfFactorsInForce() {
    // Influence has no share here: activity and events count half each, 100 * (1/4 + 1/8).
    assertThat(ROW.percentageUnder(new FactorWeights(0.25, 0.25, 0, 0.5, 0))).isEqualTo(37.5);
  }

  @Test
  void refusesWeightsOfNothingInForce() {
    assertThatThrownBy(() -> ROW.percentageUnder(new FactorWeights(0, 0, 1, 0, 0)))
        .hasMessage(
            "all the weight lies on factors without data: give one of activity, events a weight");
  }
}
