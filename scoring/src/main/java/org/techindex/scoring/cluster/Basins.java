package org.techindex.scoring.cluster;

import java.util.Arrays;
import java.util.List;

/**
 * The slopes around each peak of density. Each cell belongs to the basin of its densest neighbour
 * within the bandwidth; a cell without a denser neighbour is a peak. Cells of density zero belong
 * to none. Basins are numbered from 0 by their peaks, from dense to thin.
 */
final class Basins {

  /** The basin of cells without density. */
  static final int NONE = -1;

  private final long[] densities;
  private final int[] basins;
  private final int[] peaks;

  /**
   * @param neighbours the cells within the bandwidth
   * @param densities in the order of places
   */
  Basins(Neighbours neighbours, DensityOrder order, long[] densities) {
    this.densities = densities;
    int[] densest = densestNeighbours(neighbours, order);
    int[] peaksFound = new int[densest.length];
    int count = 0;
    this.basins = new int[densest.length];
    Arrays.fill(basins, NONE);
    for (int rank = 0; rank < order.dense(); rank++) {
      int place = order.place(rank);
      if (densest[place] == rank) {
        peaksFound[count] = place;
        basins[place] = count++;
      } else {
        basins[place] = basins[order.place(densest[place])];
      }
    }
    this.peaks = Arrays.copyOf(peaksFound, count);
  }

  /** For each place the rank of the densest cell within the bandwidth; of a peak, its own. */
  private static int[] densestNeighbours(Neighbours neighbours, DensityOrder order) {
    int[] densest = new int[order.size()];
    Arrays.setAll(densest, order::rank);
    List<int[]> found =
        neighbours.stripes().parallelStream()
            .map(stripe -> densestNeighbours(stripe, order))
            .toList();
    for (int stripe = 0; stripe < found.size(); stripe++) {
      int first = neighbours.stripes().get(stripe).first();
      int[] ofStripe = found.get(stripe);
      for (int i = 0; i < ofStripe.length; i++) {
        densest[first + i] = Math.min(densest[first + i], ofStripe[i]);
      }
    }
    return densest;
  }

  private static int[] densestNeighbours(Neighbours.OfStripe stripe, DensityOrder order) {
    int first = stripe.first();
    int[] densest = new int[stripe.reach()];
    Arrays.fill(densest, Integer.MAX_VALUE);
    for (int i = 0; i < stripe.cells(); i++) {
      int rank = order.rank(first + i);
      int best = densest[i];
      int to = stripe.to(i);
      for (int at = stripe.from(i); at < to; at++) {
        int other = stripe.neighbour(at);
        best = Math.min(best, order.rank(other));
        densest[other - first] = Math.min(densest[other - first], rank);
      }
      densest[i] = best;
    }
    return densest;
  }

  int count() {
    return peaks.length;
  }

  /** Place of the densest cell of a basin. */
  int peak(int basin) {
    return peaks[basin];
  }

  /** Basin of the cell at a place, or {@link #NONE}. */
  int basin(int place) {
    return basins[place];
  }

  /** Density at a place, millionths. */
  long density(int place) {
    return densities[place];
  }
}
