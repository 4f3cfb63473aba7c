package org.techindex.scoring.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;

/**
 * Density peaks as the paper writes them, with every pair of cells looked at and every distance
 * from the haversine formula: the answer that the fast way has to give. Without links and without
 * the dissolution of small clusters.
 */
final class DensityPeaksReference {

  private final double bandwidth;
  private final double prominence;
  private final double peakDistance;
  private final WeightedCells cells;
  private final LatLon[] centres;
  private final int[] parents;

  DensityPeaksReference(
      WeightedCells cells, double bandwidth, double prominence, double peakDistance) {
    this.cells = cells;
    this.bandwidth = bandwidth;
    this.prominence = prominence;
    this.peakDistance = peakDistance;
    this.centres = new LatLon[cells.size()];
    this.parents = new int[cells.size()];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = new Cell(cells.cell(i)).centre();
      parents[i] = i;
    }
  }

  double[] densities() {
    double[] densities = new double[centres.length];
    for (int i = 0; i < densities.length; i++) {
      for (int j = 0; j < densities.length; j++) {
        double kilometres = centres[i].kilometresTo(centres[j]);
        if (kilometres <= 3 * bandwidth) {
          densities[i] +=
              cells.weightMillionths(j)
                  * Math.exp(-kilometres * kilometres / (2 * bandwidth * bandwidth));
        }
      }
    }
    return densities;
  }

  /** For each cell the position of the peak of its cluster. */
  int[] peaks(long[] densities) {
    Comparator<Integer> fromDenseToThin =
        Comparator.comparingLong((Integer i) -> -densities[i]).thenComparing(i -> i);
    List<Integer> order =
        IntStream.range(0, centres.length).boxed().sorted(fromDenseToThin).toList();
    List<Integer> done = new ArrayList<>();
    for (int cell : order) {
      List<Integer> near =
          done.stream().filter(d -> centres[d].kilometresTo(centres[cell]) <= bandwidth).toList();
      if (!near.isEmpty()) {
        parents[cell] = near.getFirst();
      }
      for (int neighbour : near) {
        meet(cell, root(cell), root(neighbour), densities, fromDenseToThin);
      }
      done.add(cell);
    }
    return IntStream.range(0, centres.length).map(this::root).toArray();
  }

  private void meet(
      int cell, int one, int other, long[] densities, Comparator<Integer> fromDenseToThin) {
    if (one == other) {
      return;
    }
    int higher = fromDenseToThin.compare(one, other) < 0 ? one : other;
    int lower = higher == one ? other : one;
    if (densities[lower] < prominence * densities[cell]
        && centres[higher].kilometresTo(centres[lower]) < peakDistance) {
      parents[lower] = higher;
    }
  }

  private int root(int cell) {
    int at = cell;
    while (parents[at] != at) {
      at = parents[at];
    }
    return at;
  }
}
