package org.techindex.scoring.world;

import java.util.SplittableRandom;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.scoring.cluster.WeightedCells;

/** Seeded worlds for sweeps: towns of very different size around a point anywhere on the globe. */
public final class RandomWorld {

  private RandomWorld() {}

  /**
   * @param middle about where the towns lie, within 150 km
   * @param signals how many organisations are scattered; many share a cell
   */
  public static WeightedCells around(LatLon middle, int signals, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int towns = 2 + random.nextInt(12);
    LatLon[] centres = new LatLon[towns];
    double[] kilometres = new double[towns];
    for (int town = 0; town < towns; town++) {
      centres[town] = near(middle, random.nextDouble(150), random);
      kilometres[town] = 1 + 12 * random.nextDouble() * random.nextDouble();
    }
    long[] cells = new long[signals];
    long[] organisations = new long[signals];
    for (int i = 0; i < signals; i++) {
      int town = random.nextInt(1 + random.nextInt(towns));
      double away = kilometres[town] * Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
      cells[i] = Cell.at(near(centres[town], away, random)).index();
      organisations[i] = 1;
    }
    return WeightedCells.ofOrganisations(cells, organisations);
  }

  /** A point so far away in a random direction, over the pole or the antimeridian if need be. */
  private static LatLon near(LatLon from, double kilometres, SplittableRandom random) {
    double angle = kilometres / LatLon.EARTH_RADIUS_KILOMETRES;
    double bearing = random.nextDouble(2 * Math.PI);
    double latitude = Math.toRadians(from.latitudeDegrees());
    double sine =
        Math.sin(latitude) * Math.cos(angle)
            + Math.cos(latitude) * Math.sin(angle) * Math.cos(bearing);
    double longitude =
        Math.toRadians(from.longitudeDegrees())
            + Math.atan2(
                Math.sin(bearing) * Math.sin(angle) * Math.cos(latitude),
                Math.cos(angle) - Math.sin(latitude) * sine);
    double degrees = Math.toDegrees(longitude);
    return new LatLon(
        Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, sine)))),
        degrees - 360 * Math.floor((degrees + 180) / 360));
  }
}
