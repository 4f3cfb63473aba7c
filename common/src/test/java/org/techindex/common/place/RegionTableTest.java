package org.techindex.common.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.techindex.common.grid.LatLon;

/**
 * The region that {@code counties.csv} gives a place, against boundaries and a gazetteer of other
 * makers, where they lie beside us.
 */
class RegionTableTest {

  private static final Path BOUNDARIES =
      Path.of("../../shared/data/boundaries/uk_itl1_regions_12.geojson");
  private static final Path OTHER_GAZETTEER =
      Path.of("../../shared/data/gazetteer/uk_cities_towns.csv");
  private static final Path POSTCODES = Path.of("../../shared/data/postcodes/uk_outcodes_itl1.csv");

  private static final Gazetteer GAZETTEER = Gazetteer.load();

  private static List<CSVRecord> rows(Path file) throws IOException {
    try (CSVParser rows =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(Files.newBufferedReader(file))) {
      return rows.getRecords();
    }
  }

  @Test
  void placesLieInsideTheBoundaryOfTheirRegion() {
    assumeThat(BOUNDARIES).exists();
    Territory boundaries = BoundaryTerritory.load(BOUNDARIES, GAZETTEER);

    List<String> others = new ArrayList<>();
    for (Place place : GAZETTEER.places()) {
      if (!(boundaries.whereabouts(place.point()) instanceof Whereabouts.Inside inside
          && inside.region() == place.region())) {
        others.add(place.distinctName());
      }
    }

    // Six of 5,700 lie at a border, and on its other side in these simplified boundaries.
    assertThat(others)
        .containsExactlyInAnyOrder(
            "Whyteleafe (Surrey, South East)",
            "Presteigne (Powys, Wales)",
            "Llanymynech (Powys, Wales)",
            "Coldstream (Scottish Borders, Scotland)",
            "Bawtry (Doncaster, Yorkshire and the Humber)",
            "Belmont (Greater London, Greater London)");
  }

  @Test
  void placesOfTheOtherGazetteerHaveTheSameRegion() throws IOException {
    assumeThat(OTHER_GAZETTEER).exists();

    Map<String, Region> regions =
        rows(OTHER_GAZETTEER).stream()
            .filter(row -> !row.get("geonameid").isEmpty())
            .collect(
                Collectors.toMap(
                    row -> row.get("geonameid"),
                    row -> Region.find(row.get("region")).orElseThrow(),
                    (first, _) -> first));
    List<Place> shared =
        GAZETTEER.places().stream()
            .filter(place -> regions.containsKey(Integer.toString(place.geonameId())))
            .toList();

    assertThat(shared).hasSizeGreaterThan(1_400);
    assertThat(shared)
        .allSatisfy(place ->
            assertThat(place.region())
                .as(place.distinctName())
                .isEqualTo(regions.get(Integer.toString(place.geonameId()))));
  }

  @Test
  void theNearestPlaceGivesNearlyEveryPostcodeDistrictItsRegion() throws IOException {
    assumeThat(POSTCODES).exists();
    Territory territory = new NearestPlaceTerritory(GAZETTEER);

    int districts = 0;
    int same = 0;
    for (CSVRecord row : rows(POSTCODES)) {
      Optional<Region> region = Region.find(row.get("region"));
      if (region.isPresent()) {
        districts++;
        LatLon point =
            new LatLon(Double.parseDouble(row.get("lat")), Double.parseDouble(row.get("lon")));
        if (territory.whereabouts(point) instanceof Whereabouts.Inside inside
            && inside.region() == region.get()) {
          same++;
        }
      }
    }

    // 2,951 of 2,966.
    assertThat((double) same / districts).isGreaterThan(0.99);
  }
}
