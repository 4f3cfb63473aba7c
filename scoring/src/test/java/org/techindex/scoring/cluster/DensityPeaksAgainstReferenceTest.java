package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.techindex.common.grid.LatLon;
import org.techindex.scoring.world.RandomWorld;

/** The fast way against the plain way of {@link DensityPeaksReference}, all over the globe. */
class DensityPeaksAgainstReferenceTest {

  record Sweep(String where, LatLon middle, int signals, long seed) {}

  static Stream<Sweep> worlds() {
    return IntStream.range(0, 8)
        .boxed()
        .flatMap(seed ->
            Stream.of(
                new Sweep("England", new LatLon(52.5, -1.5), 900, seed),
                new Sweep("the antimeridian", new LatLon(-16.8, 179.9), 900, seed),
                new Sweep("the pole", new LatLon(89.6, 12), 500, seed),
                new Sweep("the equator", new LatLon(0.1, 32.6), 900, seed),
                new Sweep("a vertex of the grid", new LatLon(64.7, 10.5), 500, seed)));
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void densitiesAreThoseOfTheSumOverAllPairs(Sweep sweep) {
    WeightedCells cells = RandomWorld.around(sweep.middle, sweep.signals, sweep.seed);
    double[] expected = new DensityPeaksReference(cells, 8, 2, 40).densities();
    long[] densities = densities(cells, 8);
    // Stated tolerance: two millionths of the weight within reach, here at most of all weight.
    double tolerance = 2e-6 * cells.totalWeightMillionths() + 1;
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) densities[i])
          .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(tolerance));
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void clustersAreThoseOfTheWalkThroughAllPairs(Sweep sweep) {
    WeightedCells cells = RandomWorld.around(sweep.middle, sweep.signals, sweep.seed);
    double bandwidth = 4 + sweep.seed;
    double prominence = 1.05 + 0.25 * sweep.seed;
    double distance = 15 + 5 * sweep.seed;
    int[] peaks =
        new DensityPeaksReference(cells, bandwidth, prominence, distance)
            .peaks(densities(cells, bandwidth));
    Clustering clustering =
        new DensityPeaks(bandwidth, prominence, distance, 0, 0, 0).cluster(cells);
    long[] expected = Arrays.stream(peaks).mapToLong(cells::cell).toArray();
    long[] found =
        IntStream.range(0, clustering.size())
            .mapToLong(i -> clustering.clusters().get(clustering.label(i)).peak())
            .toArray();
    assertThat(found).isEqualTo(expected);
  }

  private static long[] densities(WeightedCells cells, double bandwidth) {
    CellRows rows = CellRows.of(cells);
    long[] byPlace = new KernelDensity(bandwidth).of(rows, cells);
    long[] byPosition = new long[byPlace.length];
    for (int place = 0; place < byPlace.length; place++) {
      byPosition[rows.position(place)] = byPlace[place];
    }
    return byPosition;
  }
}
