package org.techindex.common.method;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.techindex.common.grid.LatLon;
import org.techindex.common.sector.Sector;

/**
 * Reads centres of clusters from CSV with the columns {@code label}, {@code latitude}, {@code
 * longitude} (decimal degrees) and, where sectors have centres of their own, {@code sector}. Other
 * columns are left alone.
 */
final class Centroids {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private Centroids() {}

  /**
   * @param mistakes takes one line for each row that is not a centre
   */
  static List<Centroid> read(String csv, List<String> mistakes) {
    List<Centroid> centroids = new ArrayList<>();
    try (CSVParser parser = FORMAT.parse(new StringReader(csv))) {
      for (String column : List.of("label", "latitude", "longitude")) {
        if (!parser.getHeaderMap().containsKey(column)) {
          mistakes.add("clusterer.centroids has no column " + column);
          return centroids;
        }
      }
      for (CSVRecord row : parser) {
        read(row, mistakes).ifPresent(centroids::add);
      }
    } catch (IOException | IllegalArgumentException e) {
      mistakes.add("clusterer.centroids is not a CSV: " + e.getMessage());
      return centroids;
    }
    if (centroids.isEmpty() && mistakes.isEmpty()) {
      mistakes.add("clusterer.centroids holds no centre");
    }
    return centroids;
  }

  private static Optional<Centroid> read(CSVRecord row, List<String> mistakes) {
    try {
      Optional<Sector> sector = Optional.empty();
      if (row.isSet("sector") && !row.get("sector").isEmpty()) {
        sector = Sector.find(row.get("sector"));
        if (sector.isEmpty()) {
          throw new IllegalArgumentException("'" + row.get("sector") + "' is not a sector");
        }
      }
      LatLon point =
          new LatLon(
              Double.parseDouble(row.get("latitude")), Double.parseDouble(row.get("longitude")));
      return Optional.of(new Centroid(sector, row.get("label"), point));
    } catch (IllegalArgumentException e) {
      mistakes.add("clusterer.centroids, row " + row.getRecordNumber() + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
