package org.techindex.local.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.method.ClustererSpec;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.Place;
import org.techindex.common.sector.Sector;
import org.techindex.local.sample.PublishedTable;
import org.techindex.local.sample.PublishedTable.Row;

/**
 * Signals of one sector that the published table follows from: 100 heads in all, so that a row of
 * 21.5 % has 21.5 heads. They stand at the centres of the row's towns, the first town having most;
 * what the ten rows leave is spread evenly over the other published centres, below the tenth row.
 */
final class PublishedWorld {

  /**
   * Percentage points that tell rows of equal printed percentage apart; ten of them print alike.
   */
  private static final double STEP = 0.009;

  private final Gazetteer gazetteer;
  private final List<LatLon> centres;
  private final List<Row> rows;
  private final Sector statedSector;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param statedSector what the signals say they belong to
   */
  PublishedWorld(
      Gazetteer gazetteer,
      ClustererSpec.NearestCentroid method,
      Sector table,
      Sector statedSector) {
    this.gazetteer = gazetteer;
    this.centres = method.points(table);
    this.rows = PublishedTable.rows(table);
    this.statedSector = statedSector;
  }

  /** The header of {@link #csv}. */
  static final String HEADER = "id,name,observed,lat,lon,sectors";

  /** The signals as canonical CSV without header. */
  List<String> csv() {
    Set<Integer> taken = new HashSet<>();
    double left = 100;
    for (Row row : rows) {
      int centre = centreOf(row, taken);
      taken.add(centre);
      double heads = row.percentage() + STEP * (5.5 - row.rank());
      left -= heads;
      int[] parts = parts(row.towns().size());
      int sum = 0;
      for (int part : parts) {
        sum += part;
      }
      for (int town = 0; town < parts.length; town++) {
        place(near(town(row, row.towns().get(town)), centre), heads * parts[town] / sum);
      }
    }
    List<LatLon> others = new ArrayList<>();
    for (int centre = 0; centre < centres.size(); centre++) {
      if (!taken.contains(centre)) {
        int wanted = centre;
        gazetteer.places().stream()
            .map(Place::point)
            .filter(point -> nearestCentre(point) == wanted)
            .filter(this::isAwayFromNamedTowns)
            .min(Comparator.comparingDouble(point -> degrees(point, centres.get(wanted))))
            .ifPresent(others::add);
      }
    }
    for (LatLon point : others) {
      place(point, left / others.size());
    }
    return lines;
  }

  /**
   * Decreasing parts, of which the least of eight is more than the twentieth that names ask for.
   */
  private static int[] parts(int towns) {
    int[] parts = new int[towns];
    for (int town = 0; town < towns; town++) {
      parts[town] = 11 - town;
    }
    return parts;
  }

  private int centreOf(Row row, Set<Integer> taken) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int centre = 0; centre < centres.size(); centre++) {
      double sum = 0;
      for (String town : row.towns()) {
        sum += degrees(town(row, town), centres.get(centre));
      }
      if (!taken.contains(centre) && sum < least) {
        least = sum;
        best = centre;
      }
    }
    return best;
  }

  private LatLon town(Row row, String name) {
    return gazetteer.places().stream()
        .filter(place -> place.name().equals(name) && place.population() >= 30_000)
        .max(Comparator.comparingInt(Place::population))
        .orElseThrow(() -> new IllegalStateException("no town " + name + " of " + row))
        .point();
  }

  /** The point nearest to a town, on the way to a centre, that belongs to that centre. */
  private LatLon near(LatLon town, int centre) {
    LatLon to = centres.get(centre);
    for (int step = 0; step <= 100; step++) {
      double part = step / 100.0;
      LatLon point =
          new LatLon(
              town.latitudeDegrees() + part * (to.latitudeDegrees() - town.latitudeDegrees()),
              town.longitudeDegrees() + part * (to.longitudeDegrees() - town.longitudeDegrees()));
      if (nearestCentre(point) == centre) {
        return point;
      }
    }
    throw new IllegalStateException("no way from " + town + " to " + to);
  }

  private boolean isAwayFromNamedTowns(LatLon point) {
    return rows.stream()
        .flatMap(row -> row.towns().stream().map(name -> town(row, name)))
        .allMatch(town -> town.kilometresTo(point) > 15);
  }

  /** By the centre of the cell, as the clusterer sees it. */
  private int nearestCentre(LatLon point) {
    LatLon cell = Cell.at(point).centre();
    int nearest = 0;
    for (int centre = 1; centre < centres.size(); centre++) {
      if (degrees(cell, centres.get(centre)) < degrees(cell, centres.get(nearest))) {
        nearest = centre;
      }
    }
    return nearest;
  }

  private static double degrees(LatLon one, LatLon other) {
    return Math.hypot(
        one.latitudeDegrees() - other.latitudeDegrees(),
        one.longitudeDegrees() - other.longitudeDegrees());
  }

  /** So many heads at a point: signals of membership one, and one of what remains. */
  private void place(LatLon point, double heads) {
    double rest = heads;
    while (rest > 1e-6) {
      double membership = Math.min(1, rest);
      lines.add(
          String.format(
              Locale.ROOT,
              "%s-%d,Signal,2018-05-01T00:00:00Z,%.6f,%.6f,%s:%.6f",
              statedSector.id(),
              lines.size(),
              point.latitudeDegrees(),
              point.longitudeDegrees(),
              statedSector.title(),
              membership));
      rest -= membership;
    }
  }
}
