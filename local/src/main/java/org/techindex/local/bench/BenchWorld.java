package org.techindex.local.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.scoring.cluster.WeightedCells;

/**
 * A continent of towns with as many occupied cells as asked for. The reach of towns follows a
 * Pareto law (most of them 2.5 to 5 km, a few 60 km) and one organisation in twenty lies in open
 * country. The land grows with the number of cells, so that larger worlds are wider and not denser:
 * on average 220 occupied cells lie within 24 km of one. The same number of cells always gives the
 * same world.
 */
final class BenchWorld {

  private static final long SEED = 20_261_122;
  private static final int CELLS_PER_TOWN = 110;
  private static final double LEAST_REACH_KILOMETRES = 2.5;
  private static final double MOST_REACH_KILOMETRES = 60;
  private static final double PARETO_EXPONENT = 2.2;
  private static final double OPEN_COUNTRY_SHARE = 0.05;
  private static final double KILOMETRES_PER_DEGREE = 111.2;
  private static final double SOUTH_DEGREES = 38;
  private static final double WEST_DEGREES = -5;
  private static final double HEIGHT_DEGREES = 12.6;
  private static final double WIDTH_DEGREES = 21;
  private static final int CELLS_OF_THAT_LAND = 250_000;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final double heightDegrees;
  private final double widthDegrees;
  private final LatLon[] towns;
  private final double[] reachKilometres;

  private BenchWorld(int cells) {
    double side = Math.sqrt((double) cells / CELLS_OF_THAT_LAND);
    heightDegrees = HEIGHT_DEGREES * side;
    widthDegrees = WIDTH_DEGREES * side;
    towns = new LatLon[Math.max(1, cells / CELLS_PER_TOWN)];
    reachKilometres = new double[towns.length];
    for (int town = 0; town < towns.length; town++) {
      towns[town] = anywhere();
      reachKilometres[town] =
          Math.min(
              MOST_REACH_KILOMETRES,
              LEAST_REACH_KILOMETRES * Math.pow(1 - random.nextDouble(), -1 / PARETO_EXPONENT));
    }
  }

  /** Exactly so many cells, with 9 organisations each on average. */
  static WeightedCells of(int cells) {
    BenchWorld world = new BenchWorld(cells);
    Map<Long, Long> organisations = HashMap.newHashMap(cells);
    while (organisations.size() < cells) {
      organisations.merge(Cell.at(world.organisation()).index(), 1L, Long::sum);
    }
    return WeightedCells.ofOrganisations(
        organisations.keySet().stream().mapToLong(Long::longValue).toArray(),
        organisations.values().stream().mapToLong(Long::longValue).toArray());
  }

  private LatLon organisation() {
    if (random.nextDouble() < OPEN_COUNTRY_SHARE) {
      return anywhere();
    }
    int town = random.nextInt(towns.length);
    double away = reachKilometres[town] * Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    double bearing = random.nextDouble(2 * Math.PI);
    double latitude =
        towns[town].latitudeDegrees() + away * Math.cos(bearing) / KILOMETRES_PER_DEGREE;
    double circle = Math.cos(Math.toRadians(towns[town].latitudeDegrees()));
    return new LatLon(
        Math.min(80, latitude),
        towns[town].longitudeDegrees()
            + away * Math.sin(bearing) / (KILOMETRES_PER_DEGREE * circle));
  }

  private LatLon anywhere() {
    return new LatLon(
        Math.min(80, SOUTH_DEGREES + heightDegrees * random.nextDouble()),
        WEST_DEGREES + widthDegrees * random.nextDouble());
  }
}
