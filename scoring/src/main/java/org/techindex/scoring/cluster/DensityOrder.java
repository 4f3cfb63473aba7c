package org.techindex.scoring.cluster;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * All cells from dense to thin: rank 0 is the densest. Of equal densities the lower H3 index comes
 * first, cells without density come last.
 *
 * <p>Densities are compared to as many bits as fit beside the position of a cell: at least 37, a
 * part in 137 thousand million of the highest.
 */
final class DensityOrder {

  /** Bits of a number that are left beside a position, without the sign and one for the empty. */
  private static final int BITS_BESIDE = 2 + CellRows.POSITION_BITS;

  private final int[] places;
  private final int[] ranks;
  private final int dense;

  /**
   * @param densities in the order of places
   */
  DensityOrder(CellRows rows, long[] densities) {
    int size = rows.size();
    long highest = LongStream.of(densities).parallel().max().orElse(0);
    int coarseness = Math.max(0, BITS_BESIDE - Long.numberOfLeadingZeros(highest));
    long empty = (highest >> coarseness) + 1;
    long[] keys = new long[size];
    int[] placeOfPosition = new int[size];
    CellRows.inChunks(
        size,
        place -> {
          int position = rows.position(place);
          placeOfPosition[position] = place;
          long density = densities[place];
          long below = density == 0 ? empty : (highest - density) >> coarseness;
          keys[place] = below << CellRows.POSITION_BITS | position;
        });
    Arrays.parallelSort(keys);
    this.places = new int[size];
    this.ranks = new int[size];
    CellRows.inChunks(
        size,
        rank -> {
          int place = placeOfPosition[(int) keys[rank] & (CellRows.MAXIMUM_CELLS - 1)];
          places[rank] = place;
          ranks[place] = rank;
        });
    long first = empty << CellRows.POSITION_BITS;
    int found = Arrays.binarySearch(keys, first);
    this.dense = found < 0 ? -1 - found : found;
  }

  /** Number of cells. */
  int size() {
    return places.length;
  }

  /** Number of cells with density: their ranks are below it, those of the others are not. */
  int dense() {
    return dense;
  }

  int place(int rank) {
    return places[rank];
  }

  int rank(int place) {
    return ranks[place];
  }
}
