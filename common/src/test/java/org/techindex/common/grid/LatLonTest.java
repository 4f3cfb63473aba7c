package org.techindex.common.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatLonTest {

  @Test
  void aDegreeOfLatitudeIsAsLongAsTheRadiusTimesItsAngle() {
    // 6371.0088 * pi / 180 = 111.19508 km.
    assertThat(new LatLon(51, -3).kilometresTo(new LatLon(52, -3)))
        .isCloseTo(111.19508, within(1e-5));
  }

  @Test
  void aDegreeOfLongitudeAtSixtyDegreesNorthIsHalfAsLong() {
    // sin(d / 2) = cos(60) * sin(0.5 degrees); d = 2 * asin(0.5 * 0.00872653550) * 6371.0088 km.
    assertThat(new LatLon(60, 0).kilometresTo(new LatLon(60, 1))).isCloseTo(55.59701, within(1e-4));
  }

  @Test
  void oppositePointsAreHalfAGreatCircleApart() {
    assertThat(new LatLon(0, 0).kilometresTo(new LatLon(0, 180)))
        .isCloseTo(Math.PI * 6371.0088, within(1e-9));
    assertThat(new LatLon(51.5, -0.1).kilometresTo(new LatLon(51.5, -0.1))).isZero();
  }

  @Test
  void coordinatesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new LatLon(90.1, 0))
        .hasMessage("latitude 90.1 is not within -90 to 90");
    assertThatThrownBy(() -> new LatLon(0, -180.1))
        .hasMessage("longitude -180.1 is not within -180 to 180");
    assertThatThrownBy(() -> new LatLon(Double.NaN, 0)).hasMessageContaining("NaN");
  }
}
