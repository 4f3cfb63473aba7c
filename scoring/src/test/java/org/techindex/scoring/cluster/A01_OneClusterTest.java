package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.techindex.scoring.world.SyntheticWorld;

class A01_OneClusterTest {

  private static final DensityPeaks DEFAULT = new DensityPeaks(8, 2, 40, 0.5, 10, 0.003);

  /** One hill: every cell has the middle, or a cell nearer to it, as its densest neighbour. */
  @Test
  void aTownIsOneCluster() {
    SyntheticWorld world =
        SyntheticWorld.of(
            """
              0 1 0
             1 3 3 1
            0 3 6 3 0
             1 3 3 1
              0 1 0
            """);
    Clustering clustering = DEFAULT.cluster(world.cells());
    assertThat(world.draw(clustering))
        .isEqualTo(
            """
              a a a
             a a a a
            a a a a a
             a a a a
              a a a
            """);
    // 6 * 1 in the corners, 6 * 2 on the edges, 6 * 8 around the middle, 64 in it: 130.
    assertThat(clustering.clusters())
        .containsExactly(new Clustering.Cluster(world.cell(2, 4), 19, 130_000_000L, 130, 130));
    assertThat(clustering.dissolved()).isEmpty();
    assertThat(clustering.signalsMovedByLinks()).isZero();
  }

  @Test
  void oneCellIsItsOwnPeak() {
    SyntheticWorld world = SyntheticWorld.of("4\n");
    Clustering clustering = DEFAULT.cluster(world.cells());
    assertThat(world.draw(clustering)).isEqualTo("a\n");
    assertThat(clustering.clusters())
        .containsExactly(new Clustering.Cluster(world.cell(0, 0), 1, 16_000_000L, 16, 16));
    assertThat(clustering.warnings()).isEmpty();
  }

  /** 2 + 2 + 2 + 2 = 8 organisations in two cells that differ in nothing but their index. */
  @Test
  void ofEqualPeaksTheLowerIndexCounts() {
    SyntheticWorld world = SyntheticWorld.of("3 3\n");
    Clustering clustering = DEFAULT.cluster(world.cells());
    assertThat(world.draw(clustering)).isEqualTo("a a\n");
    assertThat(clustering.clusters().getFirst().peak())
        .isEqualTo(Math.min(world.cell(0, 0), world.cell(0, 2)));
  }
}
