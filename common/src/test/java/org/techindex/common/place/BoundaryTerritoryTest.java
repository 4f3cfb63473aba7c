package org.techindex.common.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.run.OperatorException;

class BoundaryTerritoryTest {

  /**
   * Wales as a box with a lake of England in it, and the South West as two boxes beside it: the
   * border is the meridian of 3 degrees west.
   */
  private static final String BOUNDARIES =
      """
      {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": 7, "areanm": "Wales"}, "geometry":
          {"type": "Polygon", "coordinates": [
            [[-5, 51.5], [-3, 51.5], [-3, 53], [-5, 53], [-5, 51.5]],
            [[-4.1, 52.0], [-3.9, 52.0], [-3.9, 52.2], [-4.1, 52.2], [-4.1, 52.0]]]}},
        {"type": "Feature", "properties": {"areacd": "E12000009"}, "geometry":
          {"type": "MultiPolygon", "coordinates": [
            [[[-3, 51.5], [-2, 51.5], [-2, 53], [-3, 53], [-3, 51.5]]],
            [[[-5, 50.2], [-4, 50.2], [-4, 50.6], [-5, 50.6], [-5, 50.2]]]]}},
        {"type": "Feature", "properties": {"areanm": "Ruritania"}, "geometry": null}]}
      """;

  private static final Gazetteer GAZETTEER = Gazetteer.load();

  @TempDir private Path folder;

  private Territory territory(String geoJson) throws IOException {
    return BoundaryTerritory.load(
        Files.writeString(folder.resolve("regions.geojson"), geoJson), GAZETTEER);
  }

  @ParameterizedTest
  @CsvSource({
    "52.5, -4.0, Wales",
    "52.5, -3.01, Wales",
    "52.5, -2.99, South West",
    "50.4, -4.5, South West",
    // 0.02 degrees of latitude are 2.2 km.
    "51.48, -4.0, Wales",
  })
  void aPointHasTheRegionOfTheBoundaryAroundItOrJustBesideIt(
      double latitude, double longitude, String region) throws IOException {
    LatLon point = new LatLon(latitude, longitude);

    assertThat(territory(BOUNDARIES).whereabouts(point))
        .isEqualTo(new Whereabouts.Inside(Cell.at(point), Region.find(region).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({
    "51.45, -4.0, the point lies more than 3 km outside the boundaries of all regions",
    "52.1, -4.0, the point lies more than 3 km outside the boundaries of all regions",
    "48.857, 2.352, 'the point lies outside the country, 205 km from Carly in France'"
  })
  void aPointBeyondTheCoastOrInAHoleIsOutside(double latitude, double longitude, String explanation)
      throws IOException {
    assertThat(territory(BOUNDARIES).whereabouts(new LatLon(latitude, longitude)))
        .isEqualTo(new Whereabouts.Outside(explanation));
  }

  @Test
  void aWrongFileIsAMistakeOfOneLine() {
    assertThatThrownBy(() -> territory("{"))
        .isInstanceOf(OperatorException.class)
        .hasMessageEndingWith(
            "regions.geojson cannot be read as JSON: name a GeoJSON file of the twelve regions");
    assertThatThrownBy(() -> territory("[]"))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("has no feature with a property that names a region");
    assertThatThrownBy(() -> territory(BOUNDARIES.replace("\"Polygon\"", "\"Point\"")))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("has a region that is neither Polygon nor MultiPolygon");
    assertThatThrownBy(() -> territory(BOUNDARIES.replace(", [-5, 51.5]],", "],")))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("has a ring that is not closed or has too few points");
    assertThatThrownBy(() -> BoundaryTerritory.load(folder.resolve("absent.geojson"), GAZETTEER))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("absent.geojson is not there");
  }
}
