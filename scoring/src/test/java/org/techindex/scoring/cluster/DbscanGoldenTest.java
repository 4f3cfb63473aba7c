package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.scoring.world.RandomWorld;

/**
 * The golden labels in {@code golden/dbscan.csv} were made by scikit-learn 1.2.1 with the script
 * beside them. Which of two clusters a border cell within reach of both belongs to is left to the
 * order of the input there; such cells are held against both.
 */
class DbscanGoldenTest {

  private record Row(long cell, long weight, int label, boolean isCore) {}

  @Test
  void clustersAreThoseOfScikitLearn() throws IOException {
    List<Row> rows = golden();
    WeightedCells cells =
        WeightedCells.ofOrganisations(
            rows.stream().mapToLong(Row::cell).toArray(),
            rows.stream().mapToLong(Row::weight).toArray());
    double share = 40.0 / cells.totalOrganisations();
    Clustering clustering = new WeightedDbscan(8, share, 0).cluster(cells);

    Map<Integer, Integer> ours = new HashMap<>();
    for (Row row : rows) {
      int label = clustering.label(cells.positionOf(row.cell));
      if (row.isCore) {
        assertThat(ours.computeIfAbsent(row.label, _ -> label)).isEqualTo(label);
      }
    }
    assertThat(ours.values()).doesNotHaveDuplicates().doesNotContain(Clustering.ELSEWHERE);
    assertThat(clustering.clusters()).hasSize(ours.size());
    for (Row row : rows) {
      int label = clustering.label(cells.positionOf(row.cell));
      if (row.label == -1) {
        assertThat(label).isEqualTo(Clustering.ELSEWHERE);
      } else if (label != Objects.requireNonNull(ours.get(row.label))) {
        assertThat(isInReachOf(row, row.label, rows)).isTrue();
        assertThat(rows.stream().filter(r -> r.isCore && Objects.equals(ours.get(r.label), label)))
            .anyMatch(core -> kilometres(core, row) <= 8);
      }
    }
  }

  private static boolean isInReachOf(Row row, int label, List<Row> rows) {
    return rows.stream()
        .anyMatch(core -> core.isCore && core.label == label && kilometres(core, row) <= 8);
  }

  private static double kilometres(Row one, Row other) {
    return new Cell(one.cell).centre().kilometresTo(new Cell(other.cell).centre());
  }

  private static List<Row> golden() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(DbscanGoldenTest.class.getResourceAsStream("/golden/dbscan.csv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> List.of(line.split(",", -1)))
          .map(f ->
              new Row(
                  Cell.parse(f.get(0)).index(),
                  Long.parseLong(f.get(1)),
                  Integer.parseInt(f.get(2)),
                  f.get(3).equals("1")))
          .toList();
    }
  }

  /** Writes the input of the script, see there. */
  @Test
  @EnabledIfSystemProperty(named = "golden.write", matches = ".+")
  void writesTheInputOfTheScript() throws IOException {
    WeightedCells cells = RandomWorld.around(new LatLon(53.5, -1.8), 2500, 42);
    StringBuilder csv = new StringBuilder("cell,latitude,longitude,weight\n");
    for (int i = 0; i < cells.size(); i++) {
      LatLon centre = new Cell(cells.cell(i)).centre();
      csv.append(Long.toHexString(cells.cell(i)))
          .append(',')
          .append(centre.latitudeDegrees())
          .append(',')
          .append(centre.longitudeDegrees())
          .append(',')
          .append(cells.organisations(i))
          .append('\n');
    }
    Files.writeString(Path.of(System.getProperty("golden.write")), csv);
  }
}
