package org.techindex.scoring.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.techindex.common.grid.Cell;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NameMatch;
import org.techindex.common.place.Region;
import org.techindex.scoring.cluster.WeightedCells;

/** Names of the six tables of the published index (June 2018), where its data lie beside us. */
class PublishedNamesTest {

  private static final Path TABLES =
      Path.of("../../shared/data/published/article-tables-2018-06.csv");

  /**
   * Rows whose regions do not follow from their towns: Northampton lies in the East Midlands, and
   * comes before Milton Keynes.
   */
  private static final Map<String, String> REGIONS_OF_THE_TOWNS =
      Map.of(
          "Oxford, Northampton, Milton Keynes", "South East, East Midlands",
          "Luton, Northampton, Milton Keynes", "East, East Midlands, South East");

  private static final Gazetteer GAZETTEER = Gazetteer.load();

  @Test
  void clustersWithActivityInThePublishedTownsGetThePublishedNamesAndRegions() throws IOException {
    assumeThat(TABLES).exists();
    Map<String, List<CSVRecord>> tables = new LinkedHashMap<>();
    try (CSVParser rows =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(Files.newBufferedReader(TABLES))) {
      rows.forEach(
          row -> tables.computeIfAbsent(row.get("sector"), _ -> new ArrayList<>()).add(row));
    }

    assertThat(tables).hasSize(6);
    tables.forEach((sector, rows) -> {
      List<ClusterName> names = names(rows);
      for (int row = 0; row < rows.size(); row++) {
        String title = rows.get(row).get("cluster");
        assertThat(names.get(row).title()).as(sector).isEqualTo(title);
        assertThat(
                names.get(row).regions().stream()
                    .map(Region::title)
                    .collect(Collectors.joining(", ")))
            .as(sector + ": " + title)
            .isEqualTo(REGIONS_OF_THE_TOWNS.getOrDefault(title, rows.get(row).get("regions")));
      }
    });
  }

  /** Names of clusters whose towns have one signal less each than the one before. */
  private static List<ClusterName> names(List<CSVRecord> rows) {
    List<Long> cells = new ArrayList<>();
    List<Long> weights = new ArrayList<>();
    List<Integer> clusters = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      long weight = 100_000_000;
      for (String town : rows.get(row).get("cluster").split(", ", -1)) {
        cells.add(cellOf(town).index());
        weights.add(weight);
        clusters.add(row);
        weight -= 1_000_000;
      }
    }
    long[] given = cells.stream().mapToLong(Long::longValue).toArray();
    WeightedCells weighted =
        WeightedCells.of(
            given,
            weights.stream().mapToLong(Long::longValue).toArray(),
            new long[given.length],
            new long[given.length]);
    int[] labels = new int[weighted.size()];
    for (int i = 0; i < given.length; i++) {
      labels[weighted.positionOf(given[i])] = clusters.get(i);
    }
    return new ClusterNamer(GAZETTEER).names(weighted, labels, rows.size());
  }

  private static Cell cellOf(String town) {
    Optional<String> region = town.equals("Newport") ? Optional.of("Wales") : Optional.empty();
    NameMatch match = GAZETTEER.find(town, region);
    assertThat(match).as(town).isInstanceOf(NameMatch.Found.class);
    return Cell.at(((NameMatch.Found) match).place().point());
  }
}
