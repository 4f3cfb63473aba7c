package org.techindex.common.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

  @Test
  void aPointLiesInTheCellThatIsWrittenInHexadecimal() {
    // The example of the h3-js documentation, a reference implementation.
    Cell cell = Cell.at(new LatLon(37.3615593, -122.0553238));

    assertThat(cell).hasToString("87283472bffffff");
    assertThat(Cell.parse("87283472bffffff")).isEqualTo(cell);
  }

  @Test
  void theCentreOfACellLiesInItWithinAKilometreAndAHalf() {
    LatLon oldStreet = new LatLon(51.5256, -0.0877);
    Cell cell = Cell.at(oldStreet);

    assertThat(Cell.at(cell.centre())).isEqualTo(cell);
    assertThat(cell.centre().kilometresTo(oldStreet)).isLessThan(1.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "London", "862830827ffffff", "882830829dfffff", "ffffffffffffffff"})
  void whatIsNoCellOfTheResolutionIsRefused(String written) {
    assertThatThrownBy(() -> Cell.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + written + "' is not an H3 cell");
  }
}
