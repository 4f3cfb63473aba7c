package org.techindex.scoring.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.techindex.common.grid.LatLon;

/**
 * Cells laid out for walks over neighbourhoods: in rows of latitude from south to north, within a
 * row from west to east, with their centres as unit vectors. All that lies within a distance of a
 * cell is in a few runs of consecutive places, one or two for each row that comes near.
 *
 * <p>A <em>place</em> is the number of a cell in this layout, a <em>position</em> its number in the
 * order of H3 indexes.
 */
final class CellRows {

  private static final int ROW_BITS = 13;
  private static final int LONGITUDE_BITS = 26;

  /** Bits of the number of a cell. */
  static final int POSITION_BITS = 25;

  /** More cells than all land on Earth has at resolution 7. */
  static final int MAXIMUM_CELLS = 1 << POSITION_BITS;

  private static final int ROWS = 1 << ROW_BITS;

  /** 2.4 km: about one row for each row of hexagons. */
  private static final double ROW_RADIANS = Math.PI / ROWS;

  private static final int TURN = 1 << LONGITUDE_BITS;
  private static final double LONGITUDE_UNIT_RADIANS = 2 * Math.PI / TURN;
  private static final int CHUNK = 4096;

  /** At most so many cells share a neighbourhood. */
  static final int GROUP = 2;

  final double[] x;
  final double[] y;
  final double[] z;
  private final int[] positions;
  private final int[] longitudes;
  private final int[] rowStarts;
  private final int[] rowsInUse;
  private final RowIndex[] indexes;

  private CellRows(double[][] centres, long[] keys, int[] rowStarts, int[] rowsInUse) {
    int size = keys.length;
    this.x = new double[size];
    this.y = new double[size];
    this.z = new double[size];
    this.positions = new int[size];
    this.longitudes = new int[size];
    this.rowStarts = rowStarts;
    this.rowsInUse = rowsInUse;
    inChunks(
        size,
        place -> {
          int position = (int) keys[place] & (MAXIMUM_CELLS - 1);
          positions[place] = position;
          longitudes[place] = (int) (keys[place] >>> POSITION_BITS) & (TURN - 1);
          x[place] = centres[0][position];
          y[place] = centres[1][position];
          z[place] = centres[2][position];
        });
    this.indexes = new RowIndex[ROWS];
    IntStream.of(rowsInUse)
        .parallel()
        .forEach(
            row -> indexes[row] = new RowIndex(longitudes, rowStarts[row], rowStarts[row + 1]));
  }

  /**
   * Finds places in a row by longitude without a search: the row is cut into equal slices, about as
   * many as it has cells, and the first place of each is kept.
   */
  private static final class RowIndex {
    private final int start;
    private final int end;
    private final int west;
    private final int shift;
    private final int[] firstOfSlice;

    RowIndex(int[] longitudes, int start, int end) {
      this.start = start;
      this.end = end;
      this.west = longitudes[start];
      int width = longitudes[end - 1] - west;
      int bits = 0;
      while (width >> bits > 2 * (end - start)) {
        bits++;
      }
      this.shift = bits;
      this.firstOfSlice = new int[(width >> bits) + 1];
      int slice = 0;
      for (int place = start; place < end; place++) {
        for (int own = (longitudes[place] - west) >> shift; slice <= own; slice++) {
          firstOfSlice[slice] = place;
        }
      }
    }

    /** A place from which on all cells at or east of a longitude lie, and few others. */
    int from(int longitude) {
      int slice = Math.max(0, longitude - west) >> shift;
      return slice < firstOfSlice.length ? firstOfSlice[slice] : end;
    }

    /** A place before which all cells at or west of a longitude lie, and few others. */
    int to(int longitude) {
      if (longitude < west) {
        return start;
      }
      int slice = ((longitude - west) >> shift) + 1;
      return slice < firstOfSlice.length ? firstOfSlice[slice] : end;
    }
  }

  /**
   * @throws IllegalArgumentException if there are more cells than {@link #MAXIMUM_CELLS}, or one is
   *     not of resolution 7
   */
  static CellRows of(WeightedCells cells) {
    int size = cells.size();
    if (size > MAXIMUM_CELLS) {
      throw new IllegalArgumentException(size + " cells are more than " + MAXIMUM_CELLS);
    }
    double[][] centres = new double[3][size];
    long[] keys = new long[size];
    inChunks(
        size,
        position -> {
          CellCentres.write(cells.cell(position), position, centres[0], centres[1], centres[2]);
          keys[position] =
              key(centres[0][position], centres[1][position], centres[2][position], position);
        });
    Arrays.parallelSort(keys);
    int[] rowStarts = new int[ROWS + 1];
    for (long key : keys) {
      rowStarts[row(key) + 1]++;
    }
    int[] rowsInUse = IntStream.range(0, ROWS).filter(row -> rowStarts[row + 1] > 0).toArray();
    for (int row = 0; row < ROWS; row++) {
      rowStarts[row + 1] += rowStarts[row];
    }
    return new CellRows(centres, keys, rowStarts, rowsInUse);
  }

  /** Row, longitude and position in one number; the row is shifted so that the sign orders too. */
  private static long key(double x, double y, double z, int position) {
    double latitude = StrictMath.asin(Math.max(-1, Math.min(1, z)));
    long row = Math.min(ROWS - 1, (long) ((latitude + Math.PI / 2) / ROW_RADIANS));
    double fromWest = StrictMath.atan2(y, x) + Math.PI;
    long longitude = Math.min(TURN - 1, (long) (fromWest / LONGITUDE_UNIT_RADIANS));
    return (row - ROWS / 2) << (LONGITUDE_BITS + POSITION_BITS)
        | longitude << POSITION_BITS
        | position;
  }

  private static int row(long key) {
    return (int) (key >> (LONGITUDE_BITS + POSITION_BITS)) + ROWS / 2;
  }

  /** Something done for each number; calls may run at the same time. */
  interface Step {
    void at(int index);
  }

  /** Takes a step for each number from 0 on. */
  static void inChunks(int size, Step step) {
    IntStream.rangeClosed(0, (size - 1) / CHUNK)
        .parallel()
        .forEach(chunk -> {
          int end = Math.min(size, (chunk + 1) * CHUNK);
          for (int i = chunk * CHUNK; i < end; i++) {
            step.at(i);
          }
        });
  }

  int size() {
    return positions.length;
  }

  int position(int place) {
    return positions[place];
  }

  /** Squared length of the straight line between two cells, in units of the Earth's radius. */
  double squaredChord(int place, int other) {
    double dx = x[place] - x[other];
    double dy = y[place] - y[other];
    double dz = z[place] - z[other];
    return dx * dx + dy * dy + dz * dz;
  }

  double kilometres(int place, int other) {
    return kilometres(squaredChord(place, other));
  }

  /** The great-circle distance that a squared chord stands for. */
  static double kilometres(double squaredChord) {
    double half = Math.min(1, Math.sqrt(squaredChord) / 2);
    return 2 * LatLon.EARTH_RADIUS_KILOMETRES * StrictMath.asin(half);
  }

  /** The squared chord that a great-circle distance stands for. */
  static double squaredChord(double kilometres) {
    double angle = Math.min(Math.PI, kilometres / LatLon.EARTH_RADIUS_KILOMETRES);
    double half = StrictMath.sin(angle / 2);
    return 4 * half * half;
  }

  /** Something done for a few neighbouring cells; calls may run at the same time. */
  interface Visit {
    /**
     * @param first first place of the group
     * @param last place after the last of the group, at most {@link #GROUP} further
     * @param runs number of runs
     * @param from first places of the runs
     * @param to places after the last of the runs
     */
    void at(int first, int last, int runs, int[] from, int[] to);
  }

  /**
   * Visits all cells, a group at a time: cells of one row that lie so near each other that they can
   * share their neighbourhood. The runs hold all cells within a distance of any of the group, its
   * own included, and some that lie a little further. They come in the same order each time.
   */
  void forEachNeighbourhood(double kilometres, Visit visit) {
    IntStream.range(0, rowsInUse.length)
        .parallel()
        .forEach(i -> new Walk(rowsInUse[i], kilometres, false).visit(visit));
  }

  /**
   * Some consecutive rows, so that every pair of cells can be visited once and still by several
   * threads.
   *
   * @param first first place of the rows
   * @param cells number of cells of the rows
   * @param end place after the last that lies within the distance of any of them
   */
  record Stripe(int firstRow, int endRow, int first, int cells, int end) {}

  /** Cuts all rows into stripes of about so many cells, which share nothing but their edges. */
  List<Stripe> stripes(int cells, double kilometres) {
    List<Stripe> stripes = new ArrayList<>();
    int firstRow = 0;
    for (int row = 0; row < ROWS; row++) {
      if (rowStarts[row + 1] - rowStarts[firstRow] >= cells || row == ROWS - 1) {
        int furthest = Math.min(ROWS - 1, row + rowsAway(angle(kilometres)));
        stripes.add(
            new Stripe(
                firstRow,
                row + 1,
                rowStarts[firstRow],
                rowStarts[row + 1] - rowStarts[firstRow],
                rowStarts[furthest + 1]));
        firstRow = row + 1;
      }
    }
    return stripes;
  }

  /**
   * Visits the cells of a stripe like {@link #forEachNeighbourhood}, one after the other, but the
   * runs hold only cells whose place is after the group: so each pair of cells of different groups
   * is met once.
   */
  void forEachNeighbourhoodOnwards(double kilometres, Stripe stripe, Visit visit) {
    for (int row = stripe.firstRow; row < stripe.endRow; row++) {
      if (rowStarts[row] < rowStarts[row + 1]) {
        new Walk(row, kilometres, true).visit(visit);
      }
    }
  }

  private static double angle(double kilometres) {
    return Math.min(Math.PI, kilometres / LatLon.EARTH_RADIUS_KILOMETRES);
  }

  private static int rowsAway(double angle) {
    return (int) (angle / ROW_RADIANS) + 1;
  }

  /** One way along a row, from west to east. */
  private final class Walk {
    /** How far a group may stretch, as a part of the distance. */
    private static final double GROUP_STRETCH = 0.4;

    private final int row;
    private final boolean onwards;
    private final int[] nearRows;
    private final int[] reaches;
    private final int[] from;
    private final int[] to;
    private final int stretch;

    Walk(int row, double kilometres, boolean onwards) {
      this.row = row;
      this.onwards = onwards;
      double angle = angle(kilometres);
      int rowsAway = rowsAway(angle);
      this.nearRows =
          IntStream.rangeClosed(
                  onwards ? row : Math.max(0, row - rowsAway), Math.min(ROWS - 1, row + rowsAway))
              .filter(near -> rowStarts[near + 1] > rowStarts[near])
              .toArray();
      this.reaches = IntStream.of(nearRows).map(near -> reach(near, angle)).toArray();
      this.stretch = (int) (GROUP_STRETCH * reach(row, angle));
      this.from = new int[3 * nearRows.length];
      this.to = new int[3 * nearRows.length];
    }

    /**
     * The difference of longitude, rounded up, beyond which a cell of a row lies out of reach: from
     * the haversine formula with the smallest difference of latitude and the smallest circles that
     * the two rows allow.
     */
    private int reach(int near, double angle) {
      int rowsBetween = Math.max(0, Math.abs(near - row) - 1);
      double haversine = square(StrictMath.sin(angle / 2));
      double ofLatitude = square(StrictMath.sin(rowsBetween * ROW_RADIANS / 2));
      double circles = smallestCircle(near) * smallestCircle(row);
      double ratio = (haversine - ofLatitude) / circles;
      if (!(ratio < 1)) {
        return TURN;
      }
      double radians = 2 * StrictMath.asin(Math.sqrt(Math.max(0, ratio)));
      return Math.min(TURN, (int) (radians / LONGITUDE_UNIT_RADIANS) + 2);
    }

    private static double smallestCircle(int row) {
      double low = row * ROW_RADIANS - Math.PI / 2;
      return Math.max(0, Math.min(StrictMath.cos(low), StrictMath.cos(low + ROW_RADIANS)));
    }

    private static double square(double value) {
      return value * value;
    }

    void visit(Visit visit) {
      int end = rowStarts[row + 1];
      int last;
      for (int first = rowStarts[row]; first < end; first = last) {
        last = first + 1;
        while (last < end
            && last < first + GROUP
            && longitudes[last] - longitudes[first] <= stretch) {
          last++;
        }
        int earliest = onwards ? last : 0;
        int runs = 0;
        for (int i = 0; i < nearRows.length; i++) {
          runs = addRuns(i, longitudes[first], longitudes[last - 1], earliest, runs);
        }
        visit.at(first, last, runs, from, to);
      }
    }

    /**
     * Adds the runs of one row, those across the antimeridian included, from a place on. No cell is
     * in two of them.
     */
    private int addRuns(int i, int west, int east, int earliest, int runsBefore) {
      RowIndex index = indexes[nearRows[i]];
      int reach = reaches[i];
      if (2L * reach + east - west >= TURN) {
        return addRun(Math.max(earliest, index.start), index.end, runsBefore);
      }
      int low = index.from(west - reach);
      int high = index.to(east + reach);
      int runs = addRun(Math.max(earliest, low), high, runsBefore);
      if (west - reach < 0) {
        int beyond = Math.max(high, index.from(west - reach + TURN));
        runs = addRun(Math.max(earliest, beyond), index.end, runs);
      }
      if (east + reach >= TURN) {
        int beyond = Math.min(low, index.to(east + reach - TURN));
        runs = addRun(Math.max(earliest, index.start), beyond, runs);
      }
      return runs;
    }

    private int addRun(int low, int high, int runs) {
      from[runs] = low;
      to[runs] = high;
      return low < high ? runs + 1 : runs;
    }
  }
}
