package org.techindex.api.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.techindex.api.read.Edition;
import org.techindex.common.sector.Sector;

/** The tables as a workbook: a sheet that says what it is, and one sheet for each sector. */
public final class TableWorkbook {

  private static final String APPLICATION = "techindex";
  private static final String VERSION = "1.0";
  private static final int LONGEST_SHEET_NAME = 31;
  private static final int WIDE_CHARACTERS = 40;
  private static final int NARROW_CHARACTERS = 14;

  private TableWorkbook() {}

  public static byte[] write(Edition edition, Collection<Sector> sectors) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(file, APPLICATION, VERSION)) {
      about(workbook.newWorksheet("About"), edition);
      for (Sector sector : sectors) {
        String title = edition.ranking(sector).orElseThrow().title();
        String name = title.substring(0, Math.min(title.length(), LONGEST_SHEET_NAME));
        sheet(workbook.newWorksheet(name), FlatTable.of(edition, List.of(sector)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return FixedZip.withoutTimes(file.toByteArray(), edition.publishedAt());
  }

  private static void about(Worksheet sheet, Edition edition) {
    List<List<String>> lines =
        List.of(
            List.of("Tech Innovation Index", ""),
            List.of("Edition", edition.id()),
            List.of("Signals up to", edition.asOf()),
            List.of("Method", edition.method()),
            List.of("Published", edition.publishedAt().toString()),
            List.of("Licence", EditionOverview.LICENCE.name()),
            List.of(
                "Counts", "Organisations and signals are rounded down to tens; empty below ten"));
    for (int row = 0; row < lines.size(); row++) {
      for (int column = 0; column < lines.get(row).size(); column++) {
        sheet.value(row, column, lines.get(row).get(column));
      }
    }
    sheet.width(0, NARROW_CHARACTERS);
    sheet.width(1, WIDE_CHARACTERS);
    sheet.style(0, 0).bold().set();
  }

  private static void sheet(Worksheet sheet, FlatTable table) {
    for (int column = 0; column < table.columns().size(); column++) {
      FlatTable.Column each = table.columns().get(column);
      sheet.value(0, column, each.name());
      boolean wide = each.name().equals("cluster") || each.name().equals("regions");
      sheet.width(column, wide ? WIDE_CHARACTERS : NARROW_CHARACTERS);
    }
    sheet.range(0, 0, 0, table.columns().size() - 1).style().bold().set();
    sheet.freezePane(0, 1);
    for (int line = 0; line < table.lines().size(); line++) {
      List<?> cells = table.lines().get(line).cells();
      for (int column = 0; column < cells.size(); column++) {
        switch (cells.get(column)) {
          case null -> {}
          case Number number -> sheet.value(line + 1, column, number);
          case Object text -> sheet.value(line + 1, column, text.toString());
        }
      }
    }
  }
}
