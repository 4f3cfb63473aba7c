package org.techindex.local.sample;

import java.util.Random;
import org.techindex.common.grid.LatLon;
import org.techindex.common.place.Place;

/** A town that signals lie around. */
record SampleTown(Place place) {

  private static final double KILOMETRES_PER_DEGREE = 111.2;
  private static final double SMALLEST_SPREAD_KILOMETRES = 0.6;
  private static final double LARGEST_SPREAD_KILOMETRES = 6;

  /** A thousand people spread over some 0.1 km; eight million over the largest spread. */
  private double spreadKilometres() {
    double spread = Math.sqrt(place.population()) / 300;
    return Math.clamp(spread, SMALLEST_SPREAD_KILOMETRES, LARGEST_SPREAD_KILOMETRES);
  }

  /** A point around the centre, normally distributed, rounded to about a metre. */
  LatLon somewhere(Random random) {
    LatLon centre = place.point();
    double north = random.nextGaussian() * spreadKilometres();
    double east = random.nextGaussian() * spreadKilometres();
    double latitude = centre.latitudeDegrees() + north / KILOMETRES_PER_DEGREE;
    double longitude =
        centre.longitudeDegrees()
            + east / (KILOMETRES_PER_DEGREE * Math.cos(Math.toRadians(centre.latitudeDegrees())));
    return new LatLon(Math.round(latitude * 1e5) / 1e5, Math.round(longitude * 1e5) / 1e5);
  }
}
