package org.techindex.local.classifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;

/** Reads the CSV files that hold labelled texts; a header line names the columns. */
final class LabelledFiles {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setAllowMissingColumnNames(true) // Tools that number rows leave that column unnamed.
          .get();
  private static final String NO_SECTOR = "Other";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * Sections of the list of sustainable projects that are technology, not the study of the Earth.
   */
  private static final Set<String> CLEAN_GROWTH_SECTIONS =
      Set.of(
          "Renewable Energy",
          "Energy Storage",
          "Energy Systems",
          "Emissions",
          "Industrial Ecology");

  private LabelledFiles() {}

  /**
   * Company descriptions with labels from tags: {@code name}, {@code one_liner}, {@code
   * long_description}, {@code weak_labels}.
   */
  static List<LabelledText> weakLabels(Path file) {
    List<LabelledText> texts = new ArrayList<>();
    for (CSVRecord row : rows(file, "name", "one_liner", "long_description", "weak_labels")) {
      texts.add(
          LabelledText.of(
              row.get("name"),
              row.get("one_liner") + "\n" + row.get("long_description"),
              sectors(row.get("weak_labels"), file, row),
              LabelledText.Origin.WEAK_LABELS,
              texts.size()));
    }
    return texts;
  }

  /** Sustainable technology projects: {@code section}, {@code name}, {@code description}. */
  static List<LabelledText> sustainableProjects(Path file) {
    List<LabelledText> texts = new ArrayList<>();
    for (CSVRecord row : rows(file, "section", "name", "description")) {
      if (CLEAN_GROWTH_SECTIONS.contains(row.get("section"))) {
        texts.add(
            new LabelledText(
                row.get("name"),
                row.get("description"),
                Set.of(Sector.CLEAN_GROWTH),
                Set.of(Sector.AGEING_SOCIETY),
                LabelledText.Origin.PROJECTS,
                texts.size()));
      }
    }
    return texts;
  }

  /**
   * Texts labelled by hand: {@code title}, {@code description}, {@code labels}, where several
   * sectors are separated by {@code |} and {@code Other}, or nothing, means none.
   */
  static List<LabelledText> labelled(Path file) {
    List<LabelledText> texts = new ArrayList<>();
    for (CSVRecord row : rows(file, "title", "description", "labels")) {
      texts.add(
          LabelledText.of(
              row.get("title"),
              row.get("description"),
              sectors(row.get("labels"), file, row),
              LabelledText.Origin.LABELLED,
              texts.size()));
    }
    return texts;
  }

  /**
   * Corrections: {@code title}, {@code description}, {@code sector}, {@code answer} ({@code is} or
   * {@code is not}). What a row does not say stays unknown.
   */
  static List<LabelledText> corrections(Path file) {
    List<LabelledText> texts = new ArrayList<>();
    for (CSVRecord row : rows(file, "title", "description", "sector", "answer")) {
      Set<Sector> sector = sectors(row.get("sector"), file, row);
      boolean is =
          switch (row.get("answer").strip().toLowerCase(Locale.ROOT)) {
            case "is" -> true;
            case "is not" -> false;
            default ->
                throw refused(
                    file, row, "answer must be \"is\" or \"is not\", not " + row.get("answer"));
          };
      texts.add(
          new LabelledText(
              row.get("title"),
              row.get("description"),
              is ? sector : Set.of(),
              is ? Set.of() : sector,
              LabelledText.Origin.CORRECTIONS,
              texts.size()));
    }
    return texts;
  }

  /** The rows of a file that must have these columns. */
  static List<CSVRecord> rows(Path file, String... columns) {
    if (!Files.isReadable(file)) {
      throw new OperatorException(ExitCode.WRONG_USE, "there is no file " + file + " to read");
    }
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return rows(reader, file.toString(), columns);
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE, file + " cannot be read as CSV in UTF-8: " + e.getMessage(), e);
    }
  }

  /**
   * The rows of a stream that must have these columns, every field of them in each row.
   *
   * @throws OperatorException if a column is missing or there twice, a row too short or a quote not
   *     closed
   */
  static List<CSVRecord> rows(Reader reader, String name, String... columns) throws IOException {
    try (CSVParser parser = FORMAT.parse(withoutByteOrderMark(reader))) {
      for (String column : columns) {
        switch (Collections.frequency(parser.getHeaderNames(), column)) {
          case 1 -> {}
          case 0 ->
              throw new OperatorException(
                  ExitCode.WRONG_USE,
                  name
                      + " has no column \""
                      + column
                      + "\"; needed: "
                      + String.join(", ", columns));
          default ->
              throw new OperatorException(
                  ExitCode.WRONG_USE, name + " has the column \"" + column + "\" more than once");
        }
      }
      List<CSVRecord> rows = parser.getRecords();
      for (CSVRecord row : rows) {
        for (String column : columns) {
          if (!row.isSet(column)) {
            throw new OperatorException(
                ExitCode.SOME_INPUT_REFUSED,
                name
                    + ", row "
                    + row.getRecordNumber()
                    + " ends before column \""
                    + column
                    + "\": quote fields that hold commas, quotes or line ends");
          }
        }
      }
      return rows;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Spreadsheets write a mark before the first column's name. */
  private static Reader withoutByteOrderMark(Reader reader) throws IOException {
    PushbackReader pushback = new PushbackReader(reader);
    int first = pushback.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      pushback.unread(first);
    }
    return pushback;
  }

  private static Set<Sector> sectors(String labels, Path file, CSVRecord row) {
    Set<Sector> sectors = EnumSet.noneOf(Sector.class);
    for (String label : labels.split("\\|", -1)) {
      if (!label.isBlank() && !label.strip().equals(NO_SECTOR)) {
        sectors.add(
            Sector.find(label)
                .filter(Sector.CLASSIFIED::contains)
                .orElseThrow(() -> refused(file, row, "no such sector: " + label)));
      }
    }
    return sectors;
  }

  private static OperatorException refused(Path file, CSVRecord row, String reason) {
    return new OperatorException(
        ExitCode.SOME_INPUT_REFUSED, file + ", row " + row.getRecordNumber() + ": " + reason);
  }
}
