package org.techindex.common.sector;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The tables beside the code, {@code resources/sector}. */
final class SectorResource {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private SectorResource() {}

  static InputStream open(String name) {
    InputStream stream = SectorResource.class.getResourceAsStream("/sector/" + name);
    if (stream == null) {
      throw new IllegalStateException("sector/" + name + " is missing from the jar");
    }
    return stream;
  }

  static List<CSVRecord> rows(String name) {
    try (InputStreamReader reader = new InputStreamReader(open(name), StandardCharsets.UTF_8);
        CSVParser parser = FORMAT.parse(reader)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Sector sector(CSVRecord row) {
    return Sector.find(row.get("sector"))
        .orElseThrow(() -> new IllegalStateException("not a sector: " + row.get("sector")));
  }
}
