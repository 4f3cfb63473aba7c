package org.techindex.common.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.techindex.common.grid.LatLon;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.run.Progress;

/** Reads the table of postcodes that an operator names. */
final class PostcodeFile {

  private static final List<String> POSTCODE_COLUMNS =
      List.of("pcds", "pcd", "pcd7", "pcd8", "postcode", "outcode");
  private static final List<String> LATITUDE_COLUMNS = List.of("lat", "latitude");
  private static final List<String> LONGITUDE_COLUMNS = List.of("long", "lon", "longitude");

  private static final int ROWS_BETWEEN_REPORTS = 10_000;

  private PostcodeFile() {}

  static PostcodeDirectory read(Path file) {
    try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser rows = CSVFormat.RFC4180.parse(text);
        Progress progress =
            new Progress(Progress.Display.standardError(), "read " + file, "rows", 0)) {
      PostcodeDirectory.Builder directory = new PostcodeDirectory.Builder();
      Columns columns = null;
      for (CSVRecord row : rows) {
        if (columns == null) {
          columns = Columns.of(file, row);
        } else {
          columns.addRow(row, directory);
        }
        if (row.getRecordNumber() % ROWS_BETWEEN_REPORTS == 0) {
          progress.reached(row.getRecordNumber());
        }
        if (directory.rows() >= PostcodeDirectory.MOST_ROWS) {
          throw mistake(file, "has more than " + PostcodeDirectory.MOST_ROWS + " postcodes");
        }
      }
      if (directory.rows() == 0) {
        throw mistake(file, "has no row with a postcode and a point");
      }
      return directory.build();
    } catch (NoSuchFileException e) {
      throw mistake(file, "is not there");
    } catch (IOException | UncheckedIOException e) {
      throw mistake(file, "cannot be read as UTF-8 CSV (" + e.getMessage() + ")");
    }
  }

  private static OperatorException mistake(Path file, String what) {
    return new OperatorException(
        ExitCode.WRONG_USE,
        "the postcode directory %s %s: name an ONS Postcode Directory or a CSV with outcode, lat, lon"
            .formatted(file, what));
  }

  /** Positions of the columns that count. */
  private record Columns(int postcode, int latitude, int longitude) {

    static Columns of(Path file, CSVRecord header) {
      List<String> names =
          Arrays.stream(header.values())
              .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
              .toList();
      return new Columns(
          position(file, names, POSTCODE_COLUMNS),
          position(file, names, LATITUDE_COLUMNS),
          position(file, names, LONGITUDE_COLUMNS));
    }

    private static int position(Path file, List<String> names, List<String> wanted) {
      return wanted.stream()
          .mapToInt(names::indexOf)
          .filter(position -> position >= 0)
          .findFirst()
          .orElseThrow(() -> mistake(file, "has no column " + String.join(" or ", wanted)));
    }

    void addRow(CSVRecord row, PostcodeDirectory.Builder directory) {
      if (row.size() > Math.max(postcode, Math.max(latitude, longitude))) {
        Optional<Postcode> code = Postcode.parse(row.get(postcode));
        Optional<LatLon> point = point(row.get(latitude), row.get(longitude));
        if (code.isPresent() && point.isPresent()) {
          directory.add(code.get(), point.get());
        }
      }
    }

    /** Empty where there is none: the directory writes latitude 99.999999 then. */
    private static Optional<LatLon> point(String latitude, String longitude) {
      try {
        return Optional.of(new LatLon(Double.parseDouble(latitude), Double.parseDouble(longitude)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
