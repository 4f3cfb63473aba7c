package org.techindex.scoring.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The slopes around each peak of density, and the cells where they meet. Each cell belongs to the
 * basin of its densest neighbour within the bandwidth; a cell without a denser neighbour is a peak.
 * Cells of density zero belong to none. Of equal densities, the lower H3 index counts as denser.
 */
final class Basins {

  /** The basin of cells without density. */
  static final int NONE = -1;

  private static final int[] NOWHERE = {};

  /** Bits of a number that are left beside a position, without the sign. */
  private static final int POSITION_BITS = 25;

  private final CellRows rows;
  private final long[] densities;
  private final double reach;
  private final int[] ranks;
  private final int[] placesByRank;
  private final ThreadLocal<int[]> scratch = ThreadLocal.withInitial(() -> new int[1024]);
  private final int[][] uphill;
  private final int[] basins;
  private final int[] peaks;

  /**
   * @param densities in the order of places
   */
  Basins(CellRows rows, long[] densities, double bandwidthKilometres) {
    this.rows = rows;
    this.densities = densities;
    this.reach = CellRows.squaredChord(bandwidthKilometres);
    this.placesByRank = fromDenseToThin();
    this.ranks = new int[rows.size()];
    for (int rank = 0; rank < placesByRank.length; rank++) {
      ranks[placesByRank[rank]] = rank;
    }
    this.uphill = new int[rows.size()][];
    rows.forEachNeighbourhood(
        bandwidthKilometres,
        (first, last, runs, from, to) -> {
          for (int place = first; place < last; place++) {
            uphill[place] = uphill(place, runs, from, to);
          }
        });
    this.peaks =
        IntStream.range(0, rows.size())
            .filter(place -> uphill[place].length == 0 && densities[place] > 0)
            .toArray();
    this.basins = basinsFollowing(densestNeighbours());
  }

  /** The denser neighbours of a cell within the bandwidth. */
  private int[] uphill(int place, int runs, int[] from, int[] to) {
    int most = 0;
    for (int run = 0; run < runs; run++) {
      most += to[run] - from[run];
    }
    int[] found = scratch(most + 1);
    int count = 0;
    double x = rows.x[place];
    double y = rows.y[place];
    double z = rows.z[place];
    double beyond = Math.nextUp(reach);
    int rank = ranks[place];
    for (int run = 0; run < runs; run++) {
      int end = to[run];
      for (int other = from[run]; other < end; other++) {
        double dx = rows.x[other] - x;
        double dy = rows.y[other] - y;
        double dz = rows.z[other] - z;
        long nearer = Double.doubleToRawLongBits(dx * dx + dy * dy + dz * dz - beyond);
        found[count] = other;
        // One if both differences are negative, without a jump that could not be foreseen.
        count += ((ranks[other] - rank) >>> 31) & (int) (nearer >>> 63);
      }
    }
    return count == 0 ? NOWHERE : Arrays.copyOf(found, count);
  }

  /** Room for so many numbers, used again by the next cell of the same thread. */
  private int[] scratch(int room) {
    int[] have = scratch.get();
    if (have.length < room) {
      have = new int[2 * room];
      scratch.set(have);
    }
    return have;
  }

  /** The densest neighbour of each cell; of a peak, itself. */
  private int[] densestNeighbours() {
    int[] densest = new int[uphill.length];
    Arrays.parallelSetAll(
        densest,
        place -> {
          int best = place;
          for (int other : uphill[place]) {
            if (ranks[other] < ranks[best]) {
              best = other;
            }
          }
          return best;
        });
    return densest;
  }

  private int[] basinsFollowing(int[] densest) {
    int[] found = new int[densest.length];
    Arrays.fill(found, Integer.MIN_VALUE);
    for (int basin = 0; basin < peaks.length; basin++) {
      found[peaks[basin]] = basin;
    }
    int[] way = new int[densest.length];
    for (int place = 0; place < densest.length; place++) {
      if (densities[place] == 0) {
        found[place] = NONE;
        continue;
      }
      int steps = 0;
      int at = place;
      while (found[at] == Integer.MIN_VALUE) {
        way[steps++] = at;
        at = densest[at];
      }
      int basin = found[at];
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
    return ranks[one] < ranks[another];
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
    Arrays.parallelSetAll(neighbours, this::meetingsAt);
    int[] places =
        IntStream.of(placesByRank).filter(place -> neighbours[place].length > 0).toArray();
    int[][] inOrder = new int[places.length][];
    Arrays.setAll(inOrder, meeting -> neighbours[places[meeting]]);
    return new Meetings(places, inOrder);
  }

  private int[] meetingsAt(int place) {
    int own = basins[place];
    int[] found = NOWHERE;
    if (own == NONE) {
      return found;
    }
    for (int other : uphill[place]) {
      if (basins[other] != own) {
        found = withDensestOfBasin(found, other);
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

  /**
   * All places by density, the densest first, equal densities by H3 index. Densities are compared
   * to as many bits as fit beside the position: at least 38, a part in 270 thousand million of the
   * highest.
   */
  private int[] fromDenseToThin() {
    int size = rows.size();
    long highest = LongStream.of(densities).max().orElse(0);
    int coarseness = Math.max(0, 1 + POSITION_BITS - Long.numberOfLeadingZeros(highest));
    long[] keys = new long[size];
    int[] placeOfPosition = new int[size];
    Arrays.parallelSetAll(
        keys,
        place -> {
          int position = rows.position(place);
          placeOfPosition[position] = place;
          return ((highest - densities[place]) >> coarseness) * CellRows.MAXIMUM_CELLS + position;
        });
    Arrays.parallelSort(keys);
    int[] places = new int[size];
    Arrays.parallelSetAll(
        places, rank -> placeOfPosition[(int) (keys[rank] % CellRows.MAXIMUM_CELLS)]);
    return places;
  }
}
