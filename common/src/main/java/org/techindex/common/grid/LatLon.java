package org.techindex.common.grid;

/**
 * A point on the WGS84 ellipsoid in decimal degrees.
 *
 * @param latitudeDegrees -90 to 90, north positive
 * @param longitudeDegrees -180 to 180, east positive
 */
public record LatLon(double latitudeDegrees, double longitudeDegrees) {

  /** Mean radius of the Earth (IUGG 1980), for great-circle distances. */
  public static final double EARTH_RADIUS_KILOMETRES = 6371.0088;

  /**
   * @throws IllegalArgumentException if a coordinate is not a number or out of range
   */
  public LatLon {
    if (!(Math.abs(latitudeDegrees) <= 90)) {
      throw new IllegalArgumentException(
          "latitude " + latitudeDegrees + " is not within -90 to 90");
    }
    if (!(Math.abs(longitudeDegrees) <= 180)) {
      throw new IllegalArgumentException(
          "longitude " + longitudeDegrees + " is not within -180 to 180");
    }
  }

  /** Great-circle distance by the haversine formula, accurate for near points too. */
  public double kilometresTo(LatLon other) {
    double fromLatitude = Math.toRadians(latitudeDegrees);
    double toLatitude = Math.toRadians(other.latitudeDegrees);
    double sinLatitude = StrictMath.sin((toLatitude - fromLatitude) / 2);
    double sinLongitude =
        StrictMath.sin(Math.toRadians(other.longitudeDegrees - longitudeDegrees) / 2);
    double chord =
        sinLatitude * sinLatitude
            + StrictMath.cos(fromLatitude)
                * StrictMath.cos(toLatitude)
                * sinLongitude
                * sinLongitude;
    return 2 * EARTH_RADIUS_KILOMETRES * StrictMath.asin(Math.min(1, Math.sqrt(chord)));
  }
}
