package org.techindex.common.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {

  @ParameterizedTest
  @CsvSource({
    "London, Greater London",
    "greater london, Greater London",
    "East of England, East",
    "Yorkshire and The Humber, Yorkshire and the Humber",
    "Yorkshire & the Humber, Yorkshire and the Humber",
    "Yorkshire, Yorkshire and the Humber",
    "North West England, North West",
    "E12000003, Yorkshire and the Humber",
    "TLN, Northern Ireland",
    "UKM, Scotland"
  })
  void findsARegionByAnyOfItsNamesAndCodes(String name, String title) {
    assertThat(Region.find(name)).map(Region::title).hasValue(title);
  }

  @Test
  void theNumberOfARegionGivesItBack() {
    assertThat(Arrays.stream(Region.values()))
        .hasSize(12)
        .allSatisfy(region -> assertThat(Region.ofNumber(region.number())).isEqualTo(region));
    assertThatThrownBy(() -> Region.ofNumber(13)).hasMessage("no region has the number 13");
    assertThat(Region.find("Atlantis")).isEmpty();
  }
}
