package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.techindex.scoring.world.SyntheticWorld;

/**
 * A street with an equal town at each end. With a bandwidth of 3 km density is 512 + 64 * 1.156 =
 * 586 in the towns and 64 * (1 + 2 * 1.156) = 212 half way, as in {@link A03_ProminenceTest}. 586
 * is less than 4 * 212: only distance can keep the towns apart.
 */
class A04_PeakDistanceTest {

  /** 12 steps of 2.25 km: the towns are 27 km apart. */
  private static final SyntheticWorld STREET = SyntheticWorld.of("9 6 6 6 6 6 6 6 6 6 6 6 9\n");

  @Test
  void peaksNearerThanTheDistanceMerge() {
    assertThat(new DensityPeaks(3, 4, 30, 0, 0, 0).cluster(STREET.cells()).clusters()).hasSize(1);
  }

  @Test
  void peaksFurtherApartThanTheDistanceDoNot() {
    assertThat(new DensityPeaks(3, 4, 25, 0, 0, 0).cluster(STREET.cells()).clusters()).hasSize(2);
  }

  @Test
  void atDistanceZeroNothingMerges() {
    assertThat(new DensityPeaks(3, 1000, 0, 0, 0, 0).cluster(STREET.cells()).clusters()).hasSize(2);
  }
}
