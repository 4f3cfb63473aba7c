package org.techindex.scoring.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {

  @Test
  void tauBCorrectsForTies() {
    // Pairs ab and ac agree, bc ties on the right: 2 / sqrt(3 * 2).
    assertThat(
            RankCorrelation.kendallTauB(
                    Map.of("a", 1, "b", 2, "c", 3, "only here", 4), Map.of("a", 1, "b", 2, "c", 2))
                .orElseThrow())
        .isCloseTo(0.816496580927726, within(1e-15));
  }

  @Test
  void tauBIsMinusOneForTheReverseAndAbsentWhereNothingIsShared() {
    assertThat(RankCorrelation.kendallTauB(Map.of("a", 1, "b", 2), Map.of("a", 2, "b", 1)))
        .hasValue(-1);
    assertThat(RankCorrelation.kendallTauB(Map.of("a", 1), Map.of("b", 1))).isEmpty();
  }

  @Test
  void rankBiasedOverlapOfTwoThatSwapIsTheirPersistence() {
    // Depth 1 shares nothing, depth 2 all: (0.1 / 0.9) * 0.81 + 1 * 0.81 = 0.9.
    assertThat(RankCorrelation.rankBiasedOverlap(List.of("a", "b"), List.of("b", "a")))
        .isCloseTo(0.9, within(1e-15));
  }

  @Test
  void rankBiasedOverlapIsOneForEqualListsAndForAPrefixAndZeroForDisjointOnes() {
    assertThat(RankCorrelation.rankBiasedOverlap(List.of("a", "b", "c"), List.of("a", "b", "c")))
        .isCloseTo(1, within(1e-15));
    assertThat(RankCorrelation.rankBiasedOverlap(List.of("a"), List.of("a", "b")))
        .isCloseTo(1, within(1e-15));
    assertThat(RankCorrelation.rankBiasedOverlap(List.of("a"), List.of("b"))).isZero();
    assertThat(RankCorrelation.rankBiasedOverlap(List.of(), List.of())).isEqualTo(1);
  }

  @Test
  void overlapAtTenCountsWhatIsHighInBoth() {
    assertThat(RankCorrelation.overlapAt(2, List.of("a", "b", "c"), List.of("b", "d", "a")))
        .isEqualTo(0.5);
    assertThat(RankCorrelation.overlapAt(10, List.of("a", "b"), List.of("b", "a"))).isEqualTo(1);
  }
}
