package org.techindex.common.place;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.techindex.common.grid.LatLon;

/**
 * Points of postcodes and of postcode districts, from a file that the operator names: the ONS
 * Postcode Directory, or a table of districts. A postcode that is not in the file is placed at its
 * district. Immutable; 16 bytes for each postcode.
 */
public final class PostcodeDirectory {

  /** More rows than this do not fit the packed order: 1.6 times the directory of 2026. */
  static final int MOST_ROWS = 1 << 22;

  private static final int ROW_BITS = 22;
  private static final double DEGREE = 1_000_000;

  private final long[] keys;
  private final int[] latitudes;
  private final int[] longitudes;
  private final NavigableMap<String, LatLon> districts;

  private PostcodeDirectory(
      long[] keys, int[] latitudes, int[] longitudes, NavigableMap<String, LatLon> districts) {
    this.keys = keys;
    this.latitudes = latitudes;
    this.longitudes = longitudes;
    this.districts = districts;
  }

  /**
   * Reads a CSV with a column for the postcode ({@code pcds}, {@code pcd}, {@code postcode}) or the
   * district ({@code outcode}) and columns {@code lat} and {@code long} or {@code lon}. Rows
   * without a usable point are passed over, as the directory has them for the Channel Islands.
   *
   * @throws org.techindex.common.run.OperatorException if the file cannot be read or is no such
   *     table
   */
  public static PostcodeDirectory load(Path file) {
    return PostcodeFile.read(file);
  }

  /** Number of postcodes, leaving out districts. */
  public int size() {
    return keys.length;
  }

  /** Every district with its point, by name. */
  NavigableMap<String, LatLon> districts() {
    return districts;
  }

  /** Where the postcode lies, or its district if the postcode itself is not known. */
  public PostcodeMatch find(String written) {
    Optional<Postcode> parsed = Postcode.parse(written);
    if (parsed.isEmpty()) {
      return new PostcodeMatch.Unknown("'%s' is no postcode such as EC1V 2NX".formatted(written));
    }
    Postcode postcode = parsed.get();
    if (postcode.isFull()) {
      int at = Arrays.binarySearch(keys, key(postcode));
      if (at >= 0) {
        return new PostcodeMatch.Found(
            postcode, new LatLon(latitudes[at] / DEGREE, longitudes[at] / DEGREE));
      }
    }
    LatLon point = districts.get(postcode.district());
    if (point == null) {
      return new PostcodeMatch.Unknown(
          "postcode %s is not in the directory: give a point".formatted(postcode));
    }
    return new PostcodeMatch.Found(new Postcode(postcode.district(), ""), point);
  }

  /** Up to seven letters and digits as a number to base 36. */
  private static long key(Postcode postcode) {
    return Long.parseLong(postcode.district() + postcode.unit(), Character.MAX_RADIX);
  }

  /** Gathers rows; the first row of a postcode counts. */
  static final class Builder {

    private long[] keysAndRows = new long[1024];
    private int[] latitudes = new int[1024];
    private int[] longitudes = new int[1024];
    private int rows;
    private final TreeMap<String, LatLon> districts = new TreeMap<>();
    private final TreeMap<String, DistrictSum> sums = new TreeMap<>();

    /** Points of a district, to be averaged. */
    private static final class DistrictSum {
      private long latitude;
      private long longitude;
      private int points;

      private LatLon mean() {
        return new LatLon(
            (double) latitude / points / DEGREE, (double) longitude / points / DEGREE);
      }
    }

    int rows() {
      return rows + districts.size();
    }

    void add(Postcode postcode, LatLon point) {
      if (!postcode.isFull()) {
        districts.putIfAbsent(postcode.district(), point);
        return;
      }
      if (rows == keysAndRows.length) {
        keysAndRows = Arrays.copyOf(keysAndRows, 2 * rows);
        latitudes = Arrays.copyOf(latitudes, 2 * rows);
        longitudes = Arrays.copyOf(longitudes, 2 * rows);
      }
      keysAndRows[rows] = key(postcode) << ROW_BITS | rows;
      latitudes[rows] = (int) Math.round(point.latitudeDegrees() * DEGREE);
      longitudes[rows] = (int) Math.round(point.longitudeDegrees() * DEGREE);
      DistrictSum sum = sums.computeIfAbsent(postcode.district(), _ -> new DistrictSum());
      sum.latitude += latitudes[rows];
      sum.longitude += longitudes[rows];
      sum.points++;
      rows++;
    }

    PostcodeDirectory build() {
      long[] order = Arrays.copyOf(keysAndRows, rows);
      Arrays.sort(order);
      long[] keys = new long[rows];
      int[] sortedLatitudes = new int[rows];
      int[] sortedLongitudes = new int[rows];
      int size = 0;
      for (long keyAndRow : order) {
        long key = keyAndRow >>> ROW_BITS;
        if (size == 0 || keys[size - 1] != key) {
          int row = (int) (keyAndRow & (MOST_ROWS - 1));
          keys[size] = key;
          sortedLatitudes[size] = latitudes[row];
          sortedLongitudes[size] = longitudes[row];
          size++;
        }
      }
      sums.forEach((district, sum) -> districts.putIfAbsent(district, sum.mean()));
      return new PostcodeDirectory(
          Arrays.copyOf(keys, size),
          Arrays.copyOf(sortedLatitudes, size),
          Arrays.copyOf(sortedLongitudes, size),
          districts);
    }
  }
}
