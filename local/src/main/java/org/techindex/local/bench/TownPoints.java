package org.techindex.local.bench;

import java.util.List;
import java.util.SplittableRandom;
import org.techindex.common.grid.LatLon;

/** Where the signals of benches lie: within some ten kilometres of one of eight towns. */
public final class TownPoints {

  private static final double REACH_DEGREES = 0.1;
  private static final List<LatLon> TOWNS =
      List.of(
          new LatLon(51.5074, -0.1278),
          new LatLon(53.4808, -2.2426),
          new LatLon(52.4862, -1.8904),
          new LatLon(55.9533, -3.1883),
          new LatLon(53.8008, -1.5491),
          new LatLon(51.4545, -2.5879),
          new LatLon(52.2053, 0.1218),
          new LatLon(54.5973, -5.9301));

  private TownPoints() {}

  public static LatLon next(SplittableRandom random) {
    LatLon town = TOWNS.get(random.nextInt(TOWNS.size()));
    return new LatLon(
        town.latitudeDegrees() + random.nextDouble(-REACH_DEGREES, REACH_DEGREES),
        town.longitudeDegrees() + random.nextDouble(-REACH_DEGREES, REACH_DEGREES));
  }
}
