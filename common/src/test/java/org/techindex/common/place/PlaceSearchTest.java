package org.techindex.common.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.grid.LatLon;
import org.techindex.common.place.PlaceSearch.Suggestion;

class PlaceSearchTest {

  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private final PlaceSearch search = new PlaceSearch(GAZETTEER, Optional.empty());

  private List<String> names(String typed, int most) {
    return search.suggest(typed, most).stream()
        .map(suggestion ->
            switch (suggestion) {
              case Suggestion.OfRegion(Region region) -> region.title();
              case Suggestion.OfPostcode(Postcode postcode, LatLon _) -> postcode.toString();
              case Suggestion.OfPlace(Place place) -> place.name();
            })
        .toList();
  }

  @Test
  void theLargestPlacesOfABeginningComeFirst() {
    assertThat(names("manch", 1)).containsExactly("Manchester");
    assertThat(names("newc", 3)).containsExactly("Newcastle", "Newcastle under Lyme", "Newcastle");
    assertThat(names("kingston upon h", 5)).containsExactly("Hull");
  }

  @Test
  void aNameInFullComesBeforeLongerOnes() {
    // Wareham begins with Ware.
    assertThat(names("ware", 2)).startsWith("Ware");
    assertThat(names("newport", 4)).containsExactly("Newport", "Newport", "Newport", "Newport");
  }

  @Test
  void regionsComeBeforePlaces() {
    assertThat(names("wales", 1)).containsExactly("Wales");
    assertThat(names("london", 2)).containsExactly("Greater London", "London");
    assertThat(names("south ", 2)).containsExactly("South East", "South West");
  }

  @Test
  void postcodesAreFoundWhereThereIsADirectory(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("districts.csv"), "outcode,lat,lon\nM1,53.48,-2.23\nM11,53.47,-2.18\n");
    PlaceSearch withPostcodes =
        new PlaceSearch(GAZETTEER, Optional.of(PostcodeDirectory.load(file)));

    assertThat(withPostcodes.suggest("m1", 5))
        .containsExactly(
            new Suggestion.OfPostcode(new Postcode("M1", ""), new LatLon(53.48, -2.23)),
            new Suggestion.OfPostcode(new Postcode("M11", ""), new LatLon(53.47, -2.18)));
    assertThat(withPostcodes.suggest("m11 3aa", 5))
        .containsExactly(
            new Suggestion.OfPostcode(new Postcode("M11", ""), new LatLon(53.47, -2.18)));
    assertThat(search.suggest("m1", 5)).isEmpty();
  }

  @Test
  void nothingIsSuggestedForNothing() {
    assertThat(names("", 5)).isEmpty();
    assertThat(names(" -- ", 5)).isEmpty();
    assertThat(names("zzzz", 5)).isEmpty();
  }
}
