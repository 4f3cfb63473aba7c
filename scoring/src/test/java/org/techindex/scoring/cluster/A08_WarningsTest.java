package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.scoring.world.SyntheticWorld;

class A08_WarningsTest {

  private static final SyntheticWorld TOWN_AND_VILLAGES =
      SyntheticWorld.of(
          """
           3 3 3 3 . . . . . . . . . 1
          3 5 9 5 3 . . . . . . . . . 1
           3 3 9 3 . . . . . . . . . 1
            5 5 5 3 3 3 3
          """);

  /** 1024 + 5 * 32 + 15 * 8 = 1304 or so in the town, 6 in the villages: more than 90 %. */
  @Test
  void oneClusterThatHoldsNearlyEverythingIsSuspect() {
    assertThat(warnings(new DensityPeaks(8, 2, 40, 0, 0, 0)))
        .containsExactly(
            "one cluster holds 100 % of the weight: the peak distance of 40.0 km or the bandwidth"
                + " of 8.0 km may be too large");
  }

  @Test
  void aMinimumThatLeavesNothingIsSuspect() {
    assertThat(warnings(new DensityPeaks(8, 2, 40, 0, 10, 0.999)))
        .containsExactly(
            "no cluster is large enough: the minimum of 10 organisations or the minimum share may"
                + " be too large");
  }

  /** Within 100 m of a cell's centre lies no other: every cell is a peak. */
  @Test
  void aBandwidthBelowTheGridIsSuspect() {
    assertThat(warnings(new DensityPeaks(0.1, 2, 40, 0, 0, 0)))
        .containsExactly(
            "most cells are peaks of their own: the bandwidth of 0.1 km may be too small for cells"
                + " that are 2.4 km apart");
  }

  /** Nothing but the two cells of 512 is a cluster then: 1024 of 1310, and the rest Elsewhere. */
  @Test
  void muchElsewhereIsSuspect() {
    SyntheticWorld world = SyntheticWorld.of("4 . . . . . . . 3 . . . . . . . 3 . . . . . . . 3\n");
    assertThat(new DensityPeaks(8, 2, 40, 0, 10, 0).cluster(world.cells()).warnings())
        .containsExactly(
            "60 % of the weight lies Elsewhere: the minimum size may be too large or the bandwidth"
                + " of 8.0 km too small");
  }

  private static List<String> warnings(DensityPeaks peaks) {
    return peaks.cluster(TOWN_AND_VILLAGES.cells()).warnings();
  }
}
