package org.techindex.scoring.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The slopes around each peak of density, and the cells where they meet. Each cell belongs to the
 * basin of its densest neighbour within the bandwidth; a cell without a denser neighbour is a peak.
 * Cells of density zero belong to none. Of equal densities, the lower H3 index counts as denser.
 */
final class Basins {

  /** The basin of cells without density. */
  static final int NONE = -1;

  private static final int[] NO_MEETING = {};

  private final CellRows rows;
  private final long[] densities;
  private final double reach;
  private final int[] basins;
  private final int[] peaks;

  /**
   * @param densities in the order of places
   */
  Basins(CellRows rows, long[] densities, double bandwidthKilometres) {
    this.rows = rows;
    this.densities = densities;
    this.reach = CellRows.squaredChord(bandwidthKilometres);
    int[] uphill = densestNeighbours(bandwidthKilometres);
    this.peaks =
        IntStream.range(0, rows.size())
            .filter(place -> uphill[place] == place && densities[place] > 0)
            .toArray();
    this.basins = basinsFollowing(uphill);
  }

  private int[] densestNeighbours(double bandwidthKilometres) {
    int[] densest = new int[rows.size()];
    rows.forEachNeighbourhood(
        bandwidthKilometres,
        (first, last, runs, from, to) -> {
          for (int place = first; place < last; place++) {
            densest[place] = densestNeighbour(place, runs, from, to);
          }
        });
    return densest;
  }

  private int densestNeighbour(int place, int runs, int[] from, int[] to) {
    int best = place;
    long bestDensity = densities[place];
    for (int run = 0; run < runs; run++) {
      int end = to[run];
      for (int other = from[run]; other < end; other++) {
        if (densities[other] >= bestDensity
            && isDenser(other, best)
            && rows.squaredChord(place, other) <= reach) {
          best = other;
          bestDensity = densities[other];
        }
      }
    }
    return best;
  }

  private int[] basinsFollowing(int[] uphill) {
    int[] found = new int[uphill.length];
    Arrays.fill(found, Integer.MIN_VALUE);
    for (int basin = 0; basin < peaks.length; basin++) {
      found[peaks[basin]] = basin;
    }
    int[] way = new int[uphill.length];
    for (int place = 0; place < uphill.length; place++) {
      int steps = 0;
      int at = place;
      while (found[at] == Integer.MIN_VALUE && uphill[at] != at) {
        way[steps++] = at;
        at = uphill[at];
      }
      int basin = found[at] == Integer.MIN_VALUE ? NONE : found[at];
      found[at] = basin;
      while (steps > 0) {
        found[way[--steps]] = basin;
      }
    }
    return found;
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

  long density(int place) {
    return densities[place];
  }

  /** The total order of density: equal densities are told apart by the H3 index. */
  boolean isDenser(int one, int another) {
    return densities[one] > densities[another]
        || (densities[one] == densities[another] && rows.position(one) < rows.position(another));
  }

  /** Cells that have a denser neighbour of another basin within the bandwidth, dense to thin. */
  static final class Meetings {
    private final int[] places;
    private final int[][] neighbours;

    private Meetings(int[] places, int[][] neighbours) {
      this.places = places;
      this.neighbours = neighbours;
    }

    int count() {
      return places.length;
    }

    int place(int meeting) {
      return places[meeting];
    }

    /** The densest such neighbour in every other basin, from dense to thin. */
    int[] neighbours(int meeting) {
      return neighbours[meeting];
    }
  }

  Meetings meetings() {
    int[][] neighbours = new int[rows.size()][];
    rows.forEachNeighbourhood(
        CellRows.kilometres(reach),
        (first, last, runs, from, to) -> {
          for (int place = first; place < last; place++) {
            neighbours[place] = meetingsAt(place, runs, from, to);
          }
        });
    int[] places =
        fromDenseToThin(
            IntStream.range(0, neighbours.length)
                .filter(place -> neighbours[place].length > 0)
                .toArray());
    int[][] inOrder = new int[places.length][];
    Arrays.setAll(inOrder, meeting -> neighbours[places[meeting]]);
    return new Meetings(places, inOrder);
  }

  private int[] meetingsAt(int place, int runs, int[] from, int[] to) {
    int own = basins[place];
    int[] found = NO_MEETING;
    for (int run = 0; run < runs; run++) {
      int end = to[run];
      for (int other = from[run]; other < end; other++) {
        if (basins[other] != own
            && isDenser(other, place)
            && rows.squaredChord(place, other) <= reach) {
          found = withDensestOfBasin(found, other);
        }
      }
    }
    for (int i = 1; i < found.length; i++) {
      int moving = found[i];
      int at = i;
      while (at > 0 && isDenser(moving, found[at - 1])) {
        found[at] = found[at - 1];
        at--;
      }
      found[at] = moving;
    }
    return found;
  }

  private int[] withDensestOfBasin(int[] found, int other) {
    for (int i = 0; i < found.length; i++) {
      if (basins[found[i]] == basins[other]) {
        if (isDenser(other, found[i])) {
          found[i] = other;
        }
        return found;
      }
    }
    int[] more = Arrays.copyOf(found, found.length + 1);
    more[found.length] = other;
    return more;
  }

  private int[] fromDenseToThin(int[] places) {
    long[] byDensity = IntStream.of(places).mapToLong(place -> densities[place]).toArray();
    Arrays.parallelSort(byDensity);
    long[] keys = new long[places.length];
    IntStream.range(0, places.length)
        .parallel()
        .forEach(i -> {
          int rank = Arrays.binarySearch(byDensity, densities[places[i]]);
          while (rank > 0 && byDensity[rank - 1] == byDensity[rank]) {
            rank--;
          }
          long thinness = (long) places.length - rank;
          keys[i] = thinness << 32 | rows.position(places[i]);
        });
    return keys.length == 0 ? places : placesInOrder(keys);
  }

  private int[] placesInOrder(long[] keys) {
    int[] placeOfPosition = new int[rows.size()];
    for (int place = 0; place < placeOfPosition.length; place++) {
      placeOfPosition[rows.position(place)] = place;
    }
    Arrays.parallelSort(keys);
    int[] ordered = new int[keys.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = placeOfPosition[(int) keys[i]];
    }
    return ordered;
  }
}
