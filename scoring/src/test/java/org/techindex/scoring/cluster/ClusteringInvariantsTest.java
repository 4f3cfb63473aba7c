package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.techindex.common.grid.LatLon;
import org.techindex.scoring.world.RandomWorld;

/** What holds for every clusterer and every world, swept over seeded ones. */
class ClusteringInvariantsTest {

  static Stream<Arguments> clusterersAndWorlds() {
    List<Clusterer> clusterers =
        List.of(
            new DensityPeaks(8, 2, 40, 0.5, 10, 0.003),
            new NearestCentroid(
                List.of(new LatLon(52.9, -1.2), new LatLon(53.4, -2.2), new LatLon(53.8, -1.5))),
            new KMeans(6, 20180601),
            new WeightedDbscan(6, 0.02, 10));
    return clusterers.stream()
        .flatMap(clusterer ->
            IntStream.range(0, 6)
                .mapToObj(seed ->
                    Arguments.of(
                        clusterer, seed, RandomWorld.around(new LatLon(53.2, -1.7), 3000, seed))));
  }

  @ParameterizedTest(name = "{0}, world {1}")
  @MethodSource("clusterersAndWorlds")
  void theOrderOfTheInputDoesNotMatter(Clusterer clusterer, int seed, WeightedCells world) {
    List<Integer> order =
        Arrays.asList(IntStream.range(0, world.size()).boxed().toArray(Integer[]::new));
    Collections.shuffle(order, new Random(seed));
    WeightedCells shuffled =
        WeightedCells.ofOrganisations(
            order.stream().mapToLong(world::cell).toArray(),
            order.stream().mapToLong(world::organisations).toArray());
    assertSame(clusterer.cluster(shuffled), clusterer.cluster(world));
  }

  @ParameterizedTest(name = "{0}, world {1}")
  @MethodSource("clusterersAndWorlds")
  void theNumberOfThreadsDoesNotMatter(Clusterer clusterer, int seed, WeightedCells world)
      throws Exception {
    try (ForkJoinPool alone = new ForkJoinPool(1);
        ForkJoinPool many = new ForkJoinPool(7)) {
      assertSame(
          many.submit(() -> clusterer.cluster(world)).get(),
          alone.submit(() -> clusterer.cluster(world)).get());
    }
  }

  @ParameterizedTest(name = "{0}, world {1}")
  @MethodSource("clusterersAndWorlds")
  void everyCellIsInOneClusterOrElsewhere(Clusterer clusterer, int seed, WeightedCells world) {
    Clustering clustering = clusterer.cluster(world);
    long[] weights = new long[clustering.clusters().size()];
    for (int i = 0; i < world.size(); i++) {
      int label = clustering.label(i);
      assertThat(label).isBetween(Clustering.ELSEWHERE, weights.length - 1);
      if (label != Clustering.ELSEWHERE) {
        weights[label] += world.weightMillionths(i);
      }
    }
    assertThat(clustering.clusters())
        .extracting(Clustering.Cluster::weightMillionths)
        .containsExactlyElementsOf(Arrays.stream(weights).boxed().toList());
    assertThat(weights).isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @ParameterizedTest(name = "{0}, world {1}")
  @MethodSource("clusterersAndWorlds")
  void thePeakOfAClusterLiesInIt(Clusterer clusterer, int seed, WeightedCells world) {
    Clustering clustering = clusterer.cluster(world);
    for (int label = 0; label < clustering.clusters().size(); label++) {
      long peak = clustering.clusters().get(label).peak();
      assertThat(clustering.label(world.positionOf(peak))).isEqualTo(label);
    }
  }

  private static void assertSame(Clustering one, Clustering other) {
    assertThat(one.labels()).isEqualTo(other.labels());
    assertThat(one.clusters()).isEqualTo(other.clusters());
    assertThat(one.dissolved()).isEqualTo(other.dissolved());
    assertThat(one.warnings()).isEqualTo(other.warnings());
  }
}
