package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.techindex.scoring.world.SyntheticWorld;

class A05_SmallClustersTest {

  /** West 1024, middle 8, east 16; together 1048. */
  private static final SyntheticWorld WORLD =
      SyntheticWorld.of("9 9 . . . . . . . . . 3 . . . . . . . . . . . 4\n");

  @Test
  void aClusterOfFewerOrganisationsThanTheMinimumIsDissolvedIntoElsewhere() {
    Clustering clustering = new DensityPeaks(8, 2, 40, 0, 10, 0).cluster(WORLD.cells());
    assertThat(WORLD.draw(clustering))
        .isEqualTo("a a . . . . . . . . . - . . . . . . . . . . . b\n");
    assertThat(clustering.dissolved())
        .containsExactly(new Clustering.Cluster(WORLD.cell(0, 22), 1, 8_000_000L, 8, 8));
  }

  /** 16 of 1048 is 1.53 %: enough for 1.5 %, not for 1.6 %. */
  @Test
  void aClusterOfLessThanTheMinimumShareIsDissolved() {
    assertThat(new DensityPeaks(8, 2, 40, 0, 0, 0.015).cluster(WORLD.cells()).clusters())
        .hasSize(2);
    assertThat(new DensityPeaks(8, 2, 40, 0, 0, 0.016).cluster(WORLD.cells()).clusters())
        .hasSize(1);
  }

  /**
   * A sector of papers and events: 12 and 9 signals and hardly an organisation. Fewer than 100
   * organisations in all, so that the minimum of 10 is held against signals.
   */
  @Test
  void whereThereAreHardlyAnyOrganisationsSignalsAreCounted() {
    long[] cells = {WORLD.cell(0, 0), WORLD.cell(0, 46)};
    long[] signals = {12, 9};
    long[] weights = {12_000_000, 9_000_000};
    WeightedCells papers = WeightedCells.of(cells, weights, new long[] {1, 0}, signals);
    Clustering clustering = new DensityPeaks(8, 2, 40, 0, 10, 0).cluster(papers);
    assertThat(clustering.clusters())
        .containsExactly(new Clustering.Cluster(WORLD.cell(0, 0), 1, 12_000_000L, 1, 12));
    assertThat(clustering.dissolved()).hasSize(1);
  }

  /** 99 organisations in one place and 9 in the other: from 100 in all on, organisations count. */
  @Test
  void whereThereAreEnoughOrganisationsSignalsAreNotCounted() {
    long[] cells = {WORLD.cell(0, 0), WORLD.cell(0, 46)};
    long[] weights = {99_000_000, 50_000_000};
    WeightedCells mixed = WeightedCells.of(cells, weights, new long[] {99, 9}, new long[] {99, 50});
    assertThat(new DensityPeaks(8, 2, 40, 0, 10, 0).cluster(mixed).clusters()).hasSize(1);
  }
}
