package org.techindex.api.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table as RFC 4180 has it: UTF-8, one header row, empty where nothing is known. */
public final class TableCsv {

  private TableCsv() {}

  public static byte[] write(FlatTable table) {
    StringBuilder text = new StringBuilder();
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader(table.columns().stream().map(FlatTable.Column::name).toArray(String[]::new))
            .get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      for (FlatTable.Line line : table.lines()) {
        printer.printRecord(line.cells());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
