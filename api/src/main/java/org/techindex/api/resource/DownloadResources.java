package org.techindex.api.resource;

import java.util.Collection;
import java.util.List;
import org.techindex.api.render.FlatTable;
import org.techindex.api.render.MapLayers;
import org.techindex.api.render.ParquetTable;
import org.techindex.api.render.Report;
import org.techindex.api.render.TableCsv;
import org.techindex.api.render.TableWorkbook;
import org.techindex.common.release.RankingJson;
import org.techindex.common.sector.Sector;

/** An edition as files, of one sector or of all; whole, never paged. */
final class DownloadResources {

  byte[] csv(Request request) {
    return TableCsv.write(FlatTable.of(request.edition(), sectors(request)));
  }

  byte[] outlines(Request request) {
    return RankingJson.write(MapLayers.clusters(request.edition(), sectors(request)));
  }

  byte[] xlsx(Request request) {
    return TableWorkbook.write(request.edition(), sectors(request));
  }

  byte[] parquet(Request request) {
    return ParquetTable.write(FlatTable.of(request.edition(), sectors(request)));
  }

  byte[] cells(Request request) {
    return RankingJson.write(MapLayers.cells(request.edition(), request.sector()));
  }

  byte[] towns(Request request) {
    return RankingJson.write(MapLayers.towns(request.edition(), request.sector()));
  }

  byte[] report(Request request) {
    return Report.html(request.edition(), request.catalogue().before(request.edition()));
  }

  byte[] pdf(Request request) {
    return Report.pdf(request.edition(), request.catalogue().before(request.edition()));
  }

  /** The sector in the path, or all where the path has none. */
  private static Collection<Sector> sectors(Request request) {
    return request.variables().containsKey("sector")
        ? List.of(request.sector())
        : request.edition().rankings().keySet();
  }

  /** What a file below an edition is, for people. */
  static String title(String name) {
    return switch (name) {
      case "clusters.csv" -> "The six tables in one";
      case "clusters.xlsx" -> "The six tables as a workbook";
      case "clusters.parquet" -> "The six tables in one, typed columns";
      case "clusters.geojson" -> "Outlines of all clusters";
      case "report.html" -> "Report to read or print";
      case "report.pdf" -> "Report to print";
      case "datapackage.json" -> "Description of the files (Frictionless Data)";
      case "dataset.jsonld" -> "Description of the data set (schema.org)";
      default -> name;
    };
  }
}
