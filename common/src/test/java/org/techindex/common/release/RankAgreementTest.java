package org.techindex.common.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankAgreementTest {

  @Test
  void tauIsOneForTheSameOrderAndMinusOneForItsReverse() {
    assertThat(RankAgreement.kendallTauB(new int[] {1, 2, 3}, new int[] {1, 2, 3})).hasValue(1);
    assertThat(RankAgreement.kendallTauB(new int[] {1, 2, 3}, new int[] {3, 2, 1})).hasValue(-1);
  }

  @Test
  void tauAllowsForTies() {
    // Pairs: (1,2) and (1,3) agree, (2,3) is tied in the first: 2 / sqrt(2 * 3) = 0.8165.
    assertThat(RankAgreement.kendallTauB(new int[] {1, 2, 2}, new int[] {1, 2, 3}).orElseThrow())
        .isCloseTo(0.816497, within(1e-6));
  }

  @Test
  void tauOfOneThingIsNotDefined() {
    assertThat(RankAgreement.kendallTauB(new int[] {1}, new int[] {1})).isEmpty();
  }

  @Test
  void overlapOfTheSameListIsOne() {
    assertThat(RankAgreement.rankBiasedOverlap(List.of("a", "b", "c"), List.of("a", "b", "c")))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void overlapWeighsTheFirstRanksMost() {
    // ab against ba: overlap 0 of 1, then 2 of 2. (0.1 / 0.9) * (0 + 1 * 0.81) + 1 * 0.81 = 0.9.
    assertThat(RankAgreement.rankBiasedOverlap(List.of("a", "b"), List.of("b", "a")))
        .isCloseTo(0.9, within(1e-12));
  }

  @Test
  void overlapOfUnevenListsExtrapolatesTheShorter() {
    // a against ab: overlap 1 at both depths. Sum: 1 * 0.9 + (1/2 + 1 * 1 / (1 * 2)) * 0.81 = 1.71;
    // (0.1 / 0.9) * 1.71 + (0 / 2 + 1 / 1) * 0.81 = 1.
    assertThat(RankAgreement.rankBiasedOverlap(List.of("a"), List.of("a", "b")))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void overlapAtTenCountsWhatBothHave() {
    assertThat(RankAgreement.overlapAtTen(List.of("a", "b", "c", "d"), List.of("d", "x", "a")))
        .isEqualTo(1.0 / 3);
  }
}
