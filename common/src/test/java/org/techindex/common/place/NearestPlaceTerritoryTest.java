package org.techindex.common.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;

class NearestPlaceTerritoryTest {

  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private static final Territory TERRITORY = new NearestPlaceTerritory(GAZETTEER);

  @ParameterizedTest
  @CsvSource({
    "Old Street, 51.5256, -0.0877, Greater London",
    "Cardiff Bay, 51.4640, -3.1630, Wales",
    "Bristol Temple Meads, 51.4490, -2.5810, South West",
    "Belfast, 54.597, -5.930, Northern Ireland",
    "Strabane at the border, 54.827, -7.463, Northern Ireland",
    "Cape Wrath, 58.625, -4.999, Scotland",
    "St Kilda, 57.813, -8.567, Scotland",
    "Unst, 60.80, -0.85, Scotland",
    "Fair Isle, 59.53, -1.63, Scotland",
    "Land's End, 50.066, -5.715, South West",
    "Dover, 51.128, 1.313, South East"
  })
  void aPointOfTheCountryHasTheRegionOfTheNearestPlace(
      String where, double latitude, double longitude, String region) {
    LatLon point = new LatLon(latitude, longitude);

    assertThat(TERRITORY.whereabouts(point))
        .as(where)
        .isEqualTo(new Whereabouts.Inside(Cell.at(point), Region.find(region).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({
    "48.857, 2.352", // Paris
    "50.951, 1.858", // Calais
    "50.870, 1.583", // Cap Gris-Nez
    "53.350, -6.260", // Dublin
    "54.000, -6.400", // Dundalk
    "54.950, -7.730", // Letterkenny
    "54.150, -4.480", // Douglas, Isle of Man
    "49.183, -2.107", // Saint Helier, Jersey
    "49.714, -2.205", // Alderney
    "34.591, 32.988", // Akrotiri, a British base on Cyprus
    "0, 0",
    "-90, 0"
  })
  void aPointOutsideTheCountryIsRefused(double latitude, double longitude) {
    assertThat(TERRITORY.whereabouts(new LatLon(latitude, longitude)))
        .isInstanceOf(Whereabouts.Outside.class);
  }

  @Test
  void theRefusalNamesTheNearestPlaceAndASwap() {
    assertThat(TERRITORY.whereabouts(new LatLon(50.951, 1.858)))
        .isEqualTo(
            new Whereabouts.Outside(
                "the point lies outside the country, 0 km from Calais in France"));
    assertThat(
            ((Whereabouts.Outside) TERRITORY.whereabouts(new LatLon(-0.128, 51.507))).explanation())
        .startsWith("the point lies outside the country, ")
        .endsWith("; latitude and longitude seem swapped");
  }

  @Test
  void everyPointBesideTheWelshBorderHasTheRegionOfItsNearestPlace() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      LatLon point = new LatLon(random.nextDouble(51.5, 53.3), random.nextDouble(-3.2, -2.6));

      assertThat(TERRITORY.whereabouts(point))
          .isEqualTo(new Whereabouts.Inside(Cell.at(point), GAZETTEER.nearest(point).region()));
    }
  }
}
