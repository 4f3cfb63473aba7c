package org.techindex.local.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NameMatch;
import org.techindex.common.place.Place;
import org.techindex.common.sector.Sector;

/**
 * Draws towns for the signals of one sector: each published cluster with its percentage, its towns
 * weighted by population; what the tables leave over falls to all other towns by population, but to
 * none of the larger of them more than the tenth rank has.
 */
final class TownDraw {

  /** Towns nearer than this to a named town belong to its cluster and get nothing of their own. */
  private static final double NAMED_REACH_KILOMETRES = 25;

  /** Smaller places hold hardly any technology businesses of their own. */
  private static final int LEAST_POPULATION = 5_000;

  /** Of the tenth rank's percentage, the most that one other town gets. */
  private static final double MOST_OF_TENTH = 0.6;

  private final List<SampleTown> towns;
  private final double[] cumulative;

  private TownDraw(List<SampleTown> towns, double[] weights) {
    this.towns = towns;
    cumulative = weights.clone();
    Arrays.parallelPrefix(cumulative, Double::sum);
  }

  static TownDraw of(Sector sector, Gazetteer gazetteer) {
    List<SampleTown> towns = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    List<PublishedTable.Row> rows = PublishedTable.rows(sector);
    double left = 100;
    Set<Place> named = new HashSet<>();
    for (PublishedTable.Row row : rows) {
      List<Place> places = row.towns().stream().map(town -> find(town, row, gazetteer)).toList();
      named.addAll(places);
      double people = places.stream().mapToLong(Place::population).sum();
      for (Place place : places) {
        towns.add(new SampleTown(place));
        weights.add(row.percentage() * place.population() / people);
      }
      left -= row.percentage();
    }
    List<Place> others =
        gazetteer.places().stream()
            .filter(place -> place.population() >= LEAST_POPULATION)
            .filter(place -> place.cityGeonameId().isEmpty())
            .filter(place -> named.stream().noneMatch(town -> isNear(town, place)))
            .toList();
    double people = others.stream().mapToLong(Place::population).sum();
    double most = rows.getLast().percentage() * MOST_OF_TENTH;
    for (Place place : others) {
      towns.add(new SampleTown(place));
      weights.add(Math.min(most, left * place.population() / people));
    }
    return new TownDraw(
        List.copyOf(towns), weights.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static boolean isNear(Place named, Place other) {
    return named.point().kilometresTo(other.point()) < NAMED_REACH_KILOMETRES;
  }

  private static Place find(String town, PublishedTable.Row row, Gazetteer gazetteer) {
    for (String region : row.regions()) {
      if (gazetteer.find(town, Optional.of(region)) instanceof NameMatch.Found(Place place)) {
        return place;
      }
    }
    throw new IllegalStateException(town + " of " + row + " is not in the gazetteer");
  }

  SampleTown draw(Random random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return towns.get(found >= 0 ? found + 1 : -found - 1);
  }
}
