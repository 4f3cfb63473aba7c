package org.techindex.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.techindex.common.measure.Weight;
import org.techindex.scoring.cluster.Clusterer;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.DensityPeaks;
import org.techindex.scoring.cluster.WeightedCells;
import org.techindex.scoring.cluster.WeightedDbscan;

/** Clusters generated worlds, and lets the peers do the same cells in the same run. */
final class ClusteringBench {

  private static final double RADIUS_KILOMETRES = 8;
  private static final double MINIMUM_WEIGHT = 400;
  private static final int MINIMUM_CELLS = 20;
  private static final DensityPeaks DENSITY_PEAKS =
      new DensityPeaks(RADIUS_KILOMETRES, 2, 40, 0.5, 10, 0);

  private final Optional<Peers> peers;
  private final int runs;
  private final Consumer<String> progress;

  ClusteringBench(Optional<Peers> peers, int runs, Consumer<String> progress) {
    this.peers = peers;
    this.runs = runs;
    this.progress = progress;
  }

  /**
   * One size.
   *
   * @param densityPeaks our way
   * @param dbscan our DBSCAN, which does the same work as the peers
   * @param peers those that were there
   */
  record Row(
      int cells,
      long organisations,
      Peers.Result densityPeaks,
      Peers.Result dbscan,
      List<Peers.Result> peers) {

    Row {
      peers = List.copyOf(peers);
    }
  }

  Row run(int size) {
    progress.accept("a world of " + size + " cells");
    WeightedCells cells = BenchWorld.of(size);
    WeightedDbscan dbscan =
        new WeightedDbscan(
            RADIUS_KILOMETRES,
            MINIMUM_WEIGHT * Weight.ONE_MILLIONTHS / cells.totalWeightMillionths(),
            0);
    progress.accept("density peaks and DBSCAN of techindex");
    Peers.Result ours = time("density peaks", DENSITY_PEAKS, cells);
    Peers.Result oursDbscan = time("DBSCAN", dbscan, cells);
    List<Peers.Result> others = new ArrayList<>();
    if (peers.isPresent()) {
      progress.accept("DBSCAN of scikit-learn");
      peers
          .get()
          .scikitLearn(cells, RADIUS_KILOMETRES, MINIMUM_WEIGHT, Math.min(runs, 3))
          .ifPresent(others::add);
      progress.accept("DBSCAN of ELKI");
      peers.get().elki(cells, RADIUS_KILOMETRES, MINIMUM_CELLS).ifPresent(others::add);
    }
    return new Row(size, cells.totalOrganisations(), ours, oursDbscan, others);
  }

  private Peers.Result time(String name, Clusterer clusterer, WeightedCells cells) {
    List<Clustering> last = new ArrayList<>();
    Timing timing =
        Timing.of(
            runs,
            () -> {
              last.clear();
              last.add(clusterer.cluster(cells));
            });
    return new Peers.Result(name, timing, last.getFirst().clusters().size());
  }
}
