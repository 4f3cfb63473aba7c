package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;

/** The reference is the H3 library. */
class CellCentresTest {

  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  @Test
  void agreesWithTheH3LibraryEverywhereOnTheGlobe() {
    SplittableRandom random = new SplittableRandom(20261122);
    double worst = 0;
    for (int i = 0; i < 200_000; i++) {
      double latitude = Math.toDegrees(Math.asin(random.nextDouble(-1, 1)));
      double longitude = random.nextDouble(-180, 180);
      worst = Math.max(worst, offMetres(Cell.at(new LatLon(latitude, longitude))));
    }
    assertThat(worst).isLessThan(0.001);
  }

  @Test
  void agreesWithTheH3LibraryAcrossTheBritishIsles() {
    double worst = 0;
    for (double latitude = 49.8; latitude < 61; latitude += 0.05) {
      for (double longitude = -8.7; longitude < 2; longitude += 0.05) {
        worst = Math.max(worst, offMetres(Cell.at(new LatLon(latitude, longitude))));
      }
    }
    assertThat(worst).isLessThan(0.001);
  }

  @Test
  void refusesWhatIsNoCellOfResolution7() {
    double[] one = new double[1];
    assertThatThrownBy(() -> CellCentres.write(0x89283082803ffffL, 0, one, one, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'89283082803ffff' is not an H3 cell of resolution 7");
  }

  private static double offMetres(Cell cell) {
    double[] x = new double[1];
    double[] y = new double[1];
    double[] z = new double[1];
    CellCentres.write(cell.index(), 0, x, y, z);
    double latitude = Math.toRadians(cell.centre().latitudeDegrees());
    double longitude = Math.toRadians(cell.centre().longitudeDegrees());
    double dx = x[0] - Math.cos(latitude) * Math.cos(longitude);
    double dy = y[0] - Math.cos(latitude) * Math.sin(longitude);
    double dz = z[0] - Math.sin(latitude);
    return EARTH_RADIUS_METRES * Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
