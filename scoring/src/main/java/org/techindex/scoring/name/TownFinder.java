package org.techindex.scoring.name;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.place.Place;
import org.techindex.common.place.PlaceIndex;

/**
 * Finds the town that is nearest to the centre of a cell, and remembers it: a ranking is named anew
 * with every batch of signals, from much the same cells. Safe for many threads.
 */
final class TownFinder {

  private static final int NO_CITY = -1;
  private static final double NEAR_KILOMETRES = 10;

  private final List<Place> towns;
  private final int[] cities;
  private final PlaceIndex index;
  private final ConcurrentHashMap<Cell, Nearest> nearest = new ConcurrentHashMap<>();

  /**
   * @param towns at least one
   */
  TownFinder(List<Place> towns) {
    this.towns = List.copyOf(towns);
    index = new PlaceIndex(towns.stream().map(Place::point).toList());
    List<Integer> ids = towns.stream().map(Place::geonameId).toList();
    cities =
        towns.stream()
            .map(Place::cityGeonameId)
            .mapToInt(city -> city.isPresent() ? ids.indexOf(city.getAsInt()) : NO_CITY)
            .toArray();
  }

  List<Place> towns() {
    return towns;
  }

  /**
   * The town that is nearest to a cell.
   *
   * @param town its position
   * @param isNear whether its centre is within 10 km
   */
  record Nearest(int town, boolean isNear) {}

  /** The town nearest to the centre of the cell. */
  Nearest nearest(Cell cell) {
    return nearest.computeIfAbsent(cell, this::find);
  }

  private Nearest find(Cell cell) {
    LatLon centre = cell.centre();
    int town = index.nearest(centre);
    return new Nearest(town, towns.get(town).point().kilometresTo(centre) <= NEAR_KILOMETRES);
  }

  /** A finder of some of these towns, by their positions; its answers count from 0 again. */
  TownFinder only(int[] positions) {
    return new TownFinder(IntStream.of(positions).mapToObj(towns::get).toList());
  }

  /** Position of the city that the town gives way to; negative if there is none. */
  int cityOf(int town) {
    return cities[town];
  }
}
