package org.techindex.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.techindex.api.world.PublishedWorld;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import tools.jackson.databind.JsonNode;

class DownloadsTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static final String RELEASE = "/api/v1/releases/2026-11.v1";
  private static RunningApi api;

  @BeforeAll
  static void publish() {
    new PublishedWorld(DATABASE)
        .release(
            "2026-11",
            1,
            Instant.parse("2026-12-01T09:30:00Z"),
            PublishedWorld.sixTables("2026-11"));
    api = RunningApi.start(DATABASE);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void duckDbReadsParquetAndCsvWithTheSameTypesAndValues(@TempDir Path folder)
      throws IOException, SQLException {
    Path parquet = folder.resolve("clusters.parquet");
    Path csv = folder.resolve("clusters.csv");
    Files.write(parquet, api.get(RELEASE + "/clusters.parquet").body());
    Files.write(csv, api.get(RELEASE + "/clusters.csv").body());
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      // London has half of every factor in each of the six sectors.
      assertThat(
              value(
                  duckDb, "select sum(percentage) from '" + parquet + "' where cluster = 'London'"))
          .isEqualTo(300.0);
      assertThat(value(duckDb, "select count(*) from '" + parquet + "' where rank is null"))
          .isEqualTo(6L);
      assertThat(
              value(
                  duckDb,
                  "select count(*) from (from '"
                      + parquet
                      + "' except select * from read_csv('"
                      + csv
                      + "', types = {'rank': 'BIGINT', 'organisations': 'BIGINT'}))"))
          .isEqualTo(0L);
    }
  }

  private static Object value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getObject(1);
    }
  }

  @Test
  void workbookHasOneSheetForEachSectorWithNumbersAsNumbers() throws IOException {
    byte[] xlsx = api.get(RELEASE + "/clusters.xlsx").body();
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
      List<String> names = workbook.getSheets().map(Sheet::getName).toList();
      assertThat(names)
          .containsExactly(
              "About",
              "All sectors",
              "AI and Data",
              "Clean Growth",
              "Smart Cities and Mobility",
              "Ageing Society",
              "Advanced Manufacturing");
      List<Row> rows = workbook.findSheet("AI and Data").orElseThrow().read();
      assertThat(rows.get(0).getCellText(3)).isEqualTo("cluster_id");
      assertThat(rows.get(1).getCellText(3)).isEqualTo("ai-and-data.london");
      assertThat(rows.get(1).getCellAsNumber(7).orElseThrow().doubleValue())
          .isCloseTo(50, within(1e-9));
    }
  }

  @Test
  void everyFileIsTheSameFromTwoServices() {
    try (RunningApi second = RunningApi.start(DATABASE)) {
      for (String file :
          List.of(
              "/clusters.csv",
              "/clusters.xlsx",
              "/clusters.parquet",
              "/clusters.geojson",
              "/datapackage.json",
              "/dataset.jsonld",
              "/sectors/clean-growth/cells.geojson")) {
        assertThat(second.get(RELEASE + file).headers().firstValue("ETag"))
            .as(file)
            .isPresent()
            .isEqualTo(api.get(RELEASE + file).headers().firstValue("ETag"));
      }
    }
  }

  @Test
  void outlinesAreValidHoldTheirTownsAndNeverOverlap() {
    JsonNode features = api.json(RELEASE + "/sectors/ai-and-data/clusters.geojson").at("/features");
    List<Geometry> outlines = new ArrayList<>();
    features.forEach(feature -> outlines.add(multiPolygon(feature.at("/geometry/coordinates"))));
    assertThat(outlines).hasSize(4).allMatch(Geometry::isValid).noneMatch(Geometry::isEmpty);
    for (int i = 0; i < outlines.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(outlines.get(i).intersects(outlines.get(j))).isFalse();
      }
    }
    Geometry london = new GeometryFactory().createPoint(new Coordinate(-0.1278, 51.5074));
    assertThat(outlines.get(0).contains(london)).isTrue();
  }

  private static Geometry multiPolygon(JsonNode polygons) {
    GeometryFactory factory = new GeometryFactory();
    List<Polygon> made = new ArrayList<>();
    for (JsonNode polygon : polygons) {
      List<Coordinate> ring = new ArrayList<>();
      polygon
          .get(0)
          .forEach(
              point -> ring.add(new Coordinate(point.get(0).asDouble(), point.get(1).asDouble())));
      made.add(factory.createPolygon(ring.toArray(Coordinate[]::new)));
    }
    return factory.createMultiPolygon(made.toArray(Polygon[]::new));
  }

  @Test
  void cellsShowLevelsAndNoWeights() {
    JsonNode cells = api.json(RELEASE + "/sectors/ai-and-data/cells.geojson").at("/features");
    // London: 4,626 * 0.2 = 925.2 in each of its cells, level 5; Truro: 1, level 1.
    assertThat(cells).hasSize(5 * 5);
    assertThat(cells.get(0).at("/properties/level").asInt()).isEqualTo(5);
    assertThat(cells.get(0).at("/properties").propertyNames())
        .containsExactly("cell", "cluster_id", "level");
  }

  @Test
  void dataPackageDescribesEveryColumnOfTheCsv() {
    JsonNode resource = api.json(RELEASE + "/datapackage.json").at("/resources/0");
    String header =
        new String(api.get(RELEASE + "/clusters.csv").body(), UTF_8)
            .lines()
            .findFirst()
            .orElseThrow();
    List<String> fields = new ArrayList<>();
    resource.at("/schema/fields").forEach(field -> fields.add(field.at("/name").asString()));
    assertThat(resource.at("/path").asString()).isEqualTo("clusters.csv");
    assertThat(String.join(",", fields)).isEqualTo(header);
  }
}
