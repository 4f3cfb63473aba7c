package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.techindex.scoring.world.SyntheticWorld;

/**
 * Two towns, of 512 and 256 organisations, at the ends of a street of 32 in each cell. Cells are
 * 2.255 km apart; with a bandwidth of 3 km the next ones count exp(-2.255^2 / 18) = 0.754, 0.323
 * and 0.079, and the fourth lies beyond the cut of 9 km. Half way, at four cells or more from both
 * towns, density is 32 * (1 + 2 * 1.156) = 106; in the smaller town it is 256 + 32 * 1.156 = 293.
 */
class A03_ProminenceTest {

  private static final SyntheticWorld STREET = SyntheticWorld.of("9 5 5 5 5 5 5 5 5 8\n");

  /** 293 is more than 2 * 106. */
  @Test
  void aPeakThatRisesFarEnoughAboveTheSaddleStandsForItself() {
    Clustering clustering = cluster(2);
    assertThat(clustering.clusters()).hasSize(2);
    assertThat(clustering.clusters().get(0).peak()).isEqualTo(STREET.cell(0, 0));
    assertThat(clustering.clusters().get(1).peak()).isEqualTo(STREET.cell(0, 18));
  }

  /** 293 is less than 3 * 106 = 318. */
  @Test
  void aPeakThatDoesNotIsAShoulderOfTheHigherOne() {
    Clustering clustering = cluster(3);
    assertThat(STREET.draw(clustering)).isEqualTo("a a a a a a a a a a\n");
    assertThat(clustering.clusters().getFirst().peak()).isEqualTo(STREET.cell(0, 0));
  }

  /** At a prominence of 1 nothing merges: no peak is lower than the saddle below it. */
  @Test
  void atAProminenceOfOneEveryPeakStandsForItself() {
    assertThat(cluster(1).clusters()).hasSize(2);
  }

  private static Clustering cluster(double prominence) {
    return new DensityPeaks(3, prominence, 40, 0, 0, 0).cluster(STREET.cells());
  }
}
