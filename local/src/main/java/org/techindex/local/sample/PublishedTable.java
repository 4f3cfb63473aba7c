package org.techindex.local.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.techindex.common.sector.Sector;

/**
 * The six tables of ten rows of the UK Tech Innovation Index 2, as published in June 2018 (facts
 * from the article; the index was made by The Data City).
 */
public final class PublishedTable {

  private static final String RESOURCE = "/sample/published-2018-06.csv";
  private static final String LIST_SEPARATOR = ", ";

  private PublishedTable() {}

  /**
   * A row.
   *
   * @param towns as named, in order
   * @param regions of the towns, in order, each once
   * @param percentage 0 to 100, one decimal
   */
  public record Row(
      Sector sector, int rank, List<String> towns, List<String> regions, double percentage) {

    public Row {
      towns = List.copyOf(towns);
      regions = List.copyOf(regions);
    }
  }

  /** All 60 rows in the order of publication. */
  public static List<Row> rows() {
    try (InputStream stream = PublishedTable.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      List<Row> rows = new ArrayList<>();
      for (CSVRecord row :
          CSVFormat.DEFAULT
              .builder()
              .setHeader()
              .setSkipHeaderRecord(true)
              .get()
              .parse(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        rows.add(
            new Row(
                Sector.find(row.get("sector")).orElseThrow(),
                Integer.parseInt(row.get("rank")),
                Arrays.asList(row.get("cluster").split(LIST_SEPARATOR, -1)),
                Arrays.asList(row.get("regions").split(LIST_SEPARATOR, -1)),
                Double.parseDouble(row.get("percentage"))));
      }
      return List.copyOf(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ten rows of a sector, first rank first. */
  public static List<Row> rows(Sector sector) {
    return rows().stream().filter(row -> row.sector() == sector).toList();
  }
}
