package org.techindex.scoring.cluster;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.techindex.common.grid.LatLon;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * Each cell goes to the nearest of given centroids, by Euclidean distance in degrees: how the UK
 * Tech Innovation Index 2 assigned its signals (The Data City 2018), so that its published clusters
 * can be made again. A degree of longitude counts as much as one of latitude, which is wrong on the
 * ground and kept on purpose. Nothing is Elsewhere; a centroid that is nearest to no cell gives no
 * cluster.
 *
 * @param centroids at least one; of two that are equally near, the earlier counts
 */
public record NearestCentroid(List<Centroid> centroids) implements Clusterer {

  private static final List<String> HEADER = List.of("label", "latitude", "longitude");

  /**
   * @param label what the centroid is called in its file
   */
  public record Centroid(String label, LatLon point) {}

  /**
   * @throws IllegalArgumentException if there is no centroid
   */
  public NearestCentroid {
    centroids = List.copyOf(centroids);
    if (centroids.isEmpty()) {
      throw new IllegalArgumentException("there is no centroid to be near to");
    }
  }

  /**
   * Reads centroids from CSV with the header {@code label,latitude,longitude}, in degrees.
   *
   * @param name the file, for messages
   * @throws OperatorException if a line cannot be read
   */
  public static NearestCentroid ofCsv(String name, String csv) {
    List<Centroid> centroids = new ArrayList<>();
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    try (CSVParser lines = CSVParser.parse(new StringReader(csv), format)) {
      if (!lines.getHeaderNames().containsAll(HEADER)) {
        throw new OperatorException(
            ExitCode.WRONG_USE,
            name
                + ": the header has to be label,latitude,longitude, not "
                + lines.getHeaderNames());
      }
      for (CSVRecord line : lines) {
        centroids.add(centroid(name, line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (centroids.isEmpty()) {
      throw new OperatorException(
          ExitCode.WRONG_USE, name + ": there is no centroid below the header");
    }
    return new NearestCentroid(centroids);
  }

  private static Centroid centroid(String name, CSVRecord line) {
    try {
      return new Centroid(
          line.get("label"),
          new LatLon(
              Double.parseDouble(line.get("latitude")), Double.parseDouble(line.get("longitude"))));
    } catch (IllegalArgumentException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          name + ", centroid " + line.getRecordNumber() + ": " + e.getMessage());
    }
  }

  @Override
  public Clustering cluster(WeightedCells cells, CellLinks links) {
    DegreePoints points = DegreePoints.of(cells);
    double[] latitudes = centroids.stream().mapToDouble(c -> c.point.latitudeDegrees()).toArray();
    double[] longitudes = centroids.stream().mapToDouble(c -> c.point.longitudeDegrees()).toArray();
    int[] groups =
        IntStream.range(0, cells.size())
            .parallel()
            .map(position -> points.nearest(position, latitudes, longitudes))
            .toArray();
    return Clustering.aroundHeaviestCells(cells, groups, centroids.size(), List.of());
  }
}
