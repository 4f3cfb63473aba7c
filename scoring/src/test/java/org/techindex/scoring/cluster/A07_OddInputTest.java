package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.scoring.world.SyntheticWorld;

class A07_OddInputTest {

  private static final SyntheticWorld TWO = SyntheticWorld.of("3 . . . . . . . . . . 4\n");

  static Stream<Clusterer> clusterers() {
    return Stream.of(
        new DensityPeaks(8, 2, 40, 0.5, 0, 0),
        new NearestCentroid(List.of(new LatLon(51, 0), new LatLon(55, -3))),
        new KMeans(3, 7),
        new WeightedDbscan(8, 0.1, 0));
  }

  @ParameterizedTest
  @MethodSource("clusterers")
  void noCellsGiveNoClusters(Clusterer clusterer) {
    WeightedCells none = WeightedCells.of(new long[0], new long[0], new long[0], new long[0]);
    Clustering clustering = clusterer.cluster(none);
    assertThat(clustering.size()).isZero();
    assertThat(clustering.clusters()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("clusterers")
  void oneSignalIsACluster(Clusterer clusterer) {
    WeightedCells one = WeightedCells.ofOrganisations(new long[] {TWO.cell(0, 0)}, new long[] {1});
    Clustering clustering = clusterer.cluster(one);
    assertThat(clustering.labels()).containsExactly(0);
  }

  @ParameterizedTest
  @MethodSource("clusterers")
  void aThousandMillionSignalsInOneCellAreACluster(Clusterer clusterer) {
    WeightedCells one =
        WeightedCells.ofOrganisations(new long[] {TWO.cell(0, 0)}, new long[] {1_000_000_000});
    assertThat(clusterer.cluster(one).clusters())
        .containsExactly(
            new Clustering.Cluster(
                TWO.cell(0, 0), 1, 1_000_000_000_000_000L, 1_000_000_000, 1_000_000_000));
  }

  @Test
  void cellsWithoutAnyWeightNearThemAreElsewhere() {
    long[] cells = {TWO.cell(0, 0), TWO.cell(0, 22)};
    long[] none = {0, 0};
    WeightedCells weightless = WeightedCells.of(cells, none, none, none);
    assertThat(new DensityPeaks(8, 2, 40, 0, 0, 0).cluster(weightless).labels())
        .containsExactly(Clustering.ELSEWHERE, Clustering.ELSEWHERE);
    assertThat(new WeightedDbscan(8, 0.1, 0).cluster(weightless).labels())
        .containsExactly(Clustering.ELSEWHERE, Clustering.ELSEWHERE);
    Clustering means = new KMeans(2, 1).cluster(weightless);
    assertThat(means.labels()).containsExactly(Clustering.ELSEWHERE, Clustering.ELSEWHERE);
    assertThat(means.warnings()).containsExactly("k is 2, but only 0 cells have any weight");
  }

  /** Beyond the reach of the one cell of weight the others have no density, though near others. */
  @Test
  void neighboursOfALittleWeightWithoutDensityAreElsewhere() {
    long[] cells = new long[12];
    long[] weights = new long[12];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Cell.at(new LatLon(53.8 + i * 0.03, -1.5)).index();
    }
    weights[0] = 1;
    long[] none = new long[12];

    int[] labels =
        new DensityPeaks(8, 2, 40, 0, 0, 0)
            .cluster(WeightedCells.of(cells, weights, none, none))
            .labels();

    assertThat(labels[0]).isZero();
    assertThat(labels[11]).isEqualTo(Clustering.ELSEWHERE);
  }

  @Test
  void cellsGivenTwiceAreSummed() {
    long cell = TWO.cell(0, 0);
    long other = TWO.cell(0, 22);
    WeightedCells cells =
        WeightedCells.ofOrganisations(new long[] {cell, other, cell}, new long[] {1, 2, 4});
    assertThat(cells.size()).isEqualTo(2);
    assertThat(cells.organisations(cells.positionOf(cell))).isEqualTo(5);
    assertThat(cells.weightMillionths(cells.positionOf(cell))).isEqualTo(5_000_000);
    assertThat(cells.totalSignals()).isEqualTo(7);
  }

  @Test
  void whatIsNoAmountIsRefused() {
    long[] cell = {TWO.cell(0, 0)};
    assertThatThrownBy(() -> WeightedCells.ofOrganisations(cell, new long[] {-1}))
        .hasMessage("the weight of a cell is negative: -1000000");
    assertThatThrownBy(() -> WeightedCells.ofOrganisations(cell, new long[] {1, 2}))
        .hasMessage("cells, weights, organisations and signals differ in length");
    assertThatThrownBy(() ->
            WeightedCells.ofOrganisations(
                new long[] {cell[0], TWO.cell(0, 22)},
                new long[] {9_000_000_000_000L, 9_000_000_000_000L}))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void parametersOutOfTheirRangeAreRefusedByName() {
    assertThatThrownBy(() -> new DensityPeaks(0, 2, 40, 0, 10, 0))
        .hasMessage("the bandwidth is 0.0: it must be above 0");
    assertThatThrownBy(() -> new DensityPeaks(8, 0.5, 40, 0, 10, 0))
        .hasMessage("the prominence is 0.5: it must be 1 or more");
    assertThatThrownBy(() -> new DensityPeaks(8, 2, 40, 1, 10, 0))
        .hasMessage("the link pull is 1.0: it must be at least 0 and less than 1");
    assertThatThrownBy(() -> new KMeans(0, 1)).hasMessage("k is 0: it must be 1 or more");
    assertThatThrownBy(() -> new WeightedDbscan(8, 0, 0))
        .hasMessage("the minimum share is 0.0: it must be above 0 and at most 1");
    assertThatThrownBy(() -> new NearestCentroid(List.of()))
        .hasMessage("there is no centre to be near to");
  }
}
