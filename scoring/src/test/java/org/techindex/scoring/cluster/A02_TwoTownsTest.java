package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.techindex.scoring.world.SyntheticWorld;

class A02_TwoTownsTest {

  private static final DensityPeaks DEFAULT = new DensityPeaks(8, 2, 40, 0.5, 10, 0.003);

  /** The gap is nine cells, more than 8 km: no cell of one town has one of the other near it. */
  @Test
  void townsWithNothingBetweenAreTwoClusters() {
    SyntheticWorld world =
        SyntheticWorld.of(
            """
             3 3 . . . . . . . . . 4 4
            3 5 3 . . . . . . . . 4 6 4
             3 3 . . . . . . . . . 4 4
            """);
    Clustering clustering = DEFAULT.cluster(world.cells());
    // East: 6 * 16 + 64 = 160 comes before west: 6 * 8 + 32 = 80.
    assertThat(world.draw(clustering))
        .isEqualTo(
            """
             b b . . . . . . . . . a a
            b b b . . . . . . . . a a a
             b b . . . . . . . . . a a
            """);
    assertThat(clustering.clusters())
        .extracting(Clustering.Cluster::organisations)
        .containsExactly(160L, 80L);
  }

  /**
   * Along this street every cell is thinner than its neighbour to the west: it is one slope,
   * however long. The last cell is 12 steps, some 28 km, from the peak.
   */
  @Test
  void aRibbonOfSuburbsBelongsToItsTown() {
    SyntheticWorld world = SyntheticWorld.of("9 8 7 6 5 4 4 3 3 2 2 1 0\n");
    assertThat(world.draw(DEFAULT.cluster(world.cells()))).isEqualTo("a a a a a a a a a a a a a\n");
  }
}
