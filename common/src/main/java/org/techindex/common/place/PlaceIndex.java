package org.techindex.common.place;

import java.util.Arrays;
import java.util.List;
import org.techindex.common.grid.LatLon;

/**
 * Finds the nearest of a fixed list of points by great-circle distance. Points lie in buckets of
 * latitude and longitude; rings of buckets around the asked point are searched until no unseen
 * bucket can hold a nearer one. Distances are compared as squared chords of the unit sphere, which
 * grow with the great-circle distance. Equal distances go to the earlier point of the list.
 */
public final class PlaceIndex {

  private static final double BUCKET_DEGREES = 0.1;
  private static final int[] EMPTY = {};

  /** Points farther from the buckets than this are answered by looking at every point. */
  private static final int FARTHEST_RINGS = 100;

  private final double[] vectors;
  private final double south;
  private final double west;
  private final int rows;
  private final int columns;
  private final int[][] buckets;

  /** Sine of so many times the width of a bucket. */
  private final double[] ringSines;

  /**
   * @param points at least one
   */
  public PlaceIndex(List<LatLon> points) {
    vectors = new double[3 * points.size()];
    south = points.stream().mapToDouble(LatLon::latitudeDegrees).min().orElseThrow();
    west = points.stream().mapToDouble(LatLon::longitudeDegrees).min().orElseThrow();
    rows = 1 + row(points.stream().mapToDouble(LatLon::latitudeDegrees).max().orElseThrow());
    columns = 1 + column(points.stream().mapToDouble(LatLon::longitudeDegrees).max().orElseThrow());
    buckets = new int[rows * columns][];
    Arrays.fill(buckets, EMPTY);
    ringSines = new double[Math.max(rows, columns) + FARTHEST_RINGS];
    for (int ring = 0; ring < ringSines.length; ring++) {
      ringSines[ring] = StrictMath.sin(Math.toRadians(ring * BUCKET_DEGREES));
    }
    for (int i = 0; i < points.size(); i++) {
      System.arraycopy(vector(points.get(i)), 0, vectors, 3 * i, 3);
      int bucket =
          row(points.get(i).latitudeDegrees()) * columns + column(points.get(i).longitudeDegrees());
      buckets[bucket] = Arrays.copyOf(buckets[bucket], buckets[bucket].length + 1);
      buckets[bucket][buckets[bucket].length - 1] = i;
    }
  }

  private int row(double latitudeDegrees) {
    return (int) Math.floor((latitudeDegrees - south) / BUCKET_DEGREES);
  }

  private int column(double longitudeDegrees) {
    return (int) Math.floor((longitudeDegrees - west) / BUCKET_DEGREES);
  }

  /** Position in the list of the nearest point. */
  public int nearest(LatLon from) {
    int row = row(from.latitudeDegrees());
    int column = column(from.longitudeDegrees());
    Search search = new Search(from);
    if (Math.max(beyond(row, rows), beyond(column, columns)) > FARTHEST_RINGS) {
      for (int i = 0; 3 * i < vectors.length; i++) {
        search.consider(i);
      }
      return search.best;
    }
    int last = Math.max(Math.max(row, rows - row), Math.max(column, columns - column));
    for (int ring = 0; ring <= last; ring++) {
      if (search.best >= 0 && search.bestSquaredChord < unseenSquaredChord(search, ring)) {
        break;
      }
      searchRing(search, row, column, ring);
    }
    return search.best;
  }

  private static int beyond(int position, int size) {
    return Math.max(-position, position - size);
  }

  private void searchRing(Search search, int row, int column, int ring) {
    for (int r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
      boolean whole = Math.abs(r - row) == ring;
      int step = whole || ring == 0 ? 1 : 2 * ring;
      for (int c = column - ring; c <= column + ring; c += step) {
        if (c >= 0 && c < columns) {
          for (int point : buckets[r * columns + c]) {
            search.consider(point);
          }
        }
      }
    }
  }

  /** No point of this ring or of one farther out is nearer than this. */
  private double unseenSquaredChord(Search search, int ring) {
    double sine = search.cosLatitude * ringSines[Math.max(0, ring - 1)];
    // A chord is longer than the sine of its angle up to 90 degrees.
    return sine * sine;
  }

  private static double[] vector(LatLon point) {
    double latitude = Math.toRadians(point.latitudeDegrees());
    double longitude = Math.toRadians(point.longitudeDegrees());
    double cosLatitude = StrictMath.cos(latitude);
    return new double[] {
      cosLatitude * StrictMath.cos(longitude),
      cosLatitude * StrictMath.sin(longitude),
      StrictMath.sin(latitude)
    };
  }

  private final class Search {
    private final double[] from;
    private final double cosLatitude;
    private int best = -1;
    private double bestSquaredChord = Double.POSITIVE_INFINITY;

    private Search(LatLon from) {
      this.from = vector(from);
      this.cosLatitude = StrictMath.cos(Math.toRadians(from.latitudeDegrees()));
    }

    private void consider(int point) {
      double x = vectors[3 * point] - from[0];
      double y = vectors[3 * point + 1] - from[1];
      double z = vectors[3 * point + 2] - from[2];
      double squaredChord = x * x + y * y + z * z;
      boolean nearer =
          squaredChord < bestSquaredChord || (squaredChord == bestSquaredChord && point < best);
      if (nearer) {
        best = point;
        bestSquaredChord = squaredChord;
      }
    }
  }
}
