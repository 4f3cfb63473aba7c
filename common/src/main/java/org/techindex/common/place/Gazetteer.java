package org.techindex.common.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.techindex.common.grid.LatLon;

/**
 * The populated places of Great Britain and Northern Ireland, from GeoNames (CC BY 4.0): what lies
 * near a point, and what a name means. Immutable.
 */
public final class Gazetteer {

  /** A name means its largest place if that has this many times the people of the next. */
  private static final int CLEARLY_LARGER = 20;

  /** Stands for a population that is not known: GeoNames lists places from 500 people on. */
  private static final int SMALLEST_POPULATION = 500;

  /** Places of one name that are nearer than this are parts of one place. */
  private static final double SAME_PLACE_KILOMETRES = 5;

  /** Places by population, the largest first, and by number at GeoNames where it is equal. */
  public static final Comparator<Place> LARGEST_FIRST =
      Comparator.comparingInt(Place::population).reversed().thenComparingInt(Place::geonameId);

  private static final Map<String, Set<Region>> COUNTRIES = countries();

  private final List<Place> places;
  private final String sha256;
  private final Map<Integer, Place> byId = new HashMap<>();
  private final TreeMap<String, List<Place>> byName = new TreeMap<>();
  private final Set<String> counties;
  private final PlaceIndex index;

  /**
   * @param places by number at GeoNames, at least one
   * @param sha256 digest of the file they come from, in hexadecimal
   */
  Gazetteer(List<Place> places, String sha256) {
    this.places = List.copyOf(places);
    this.sha256 = sha256;
    Map<String, List<Place>> named = new HashMap<>();
    for (Place place : places) {
      byId.put(place.geonameId(), place);
      for (String name : foldedNames(place)) {
        named.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(place);
      }
    }
    named.forEach((name, same) -> byName.put(name, same.stream().sorted(LARGEST_FIRST).toList()));
    counties =
        places.stream()
            .map(Place::county)
            .distinct()
            .map(FoldedName::of)
            .collect(Collectors.toUnmodifiableSet());
    index = new PlaceIndex(places.stream().map(Place::point).toList());
  }

  /** The gazetteer that ships with the project. */
  public static Gazetteer load() {
    return GazetteerFile.readGazetteer();
  }

  private static Set<String> foldedNames(Place place) {
    Set<String> names = new HashSet<>();
    names.add(FoldedName.of(place.name()));
    if (!place.name().equals(place.officialName())) {
      names.add(FoldedName.of(place.officialName()));
    }
    place.otherNames().forEach(name -> names.add(FoldedName.of(name)));
    return names;
  }

  private static Map<String, Set<Region>> countries() {
    Set<Region> kingdom = Set.of(Region.values());
    Set<Region> england = new HashSet<>(kingdom);
    england.removeAll(Set.of(Region.WALES, Region.SCOTLAND, Region.NORTHERN_IRELAND));
    Set<Region> britain = new HashSet<>(kingdom);
    britain.remove(Region.NORTHERN_IRELAND);
    return Map.of(
        "england", Set.copyOf(england),
        "great britain", Set.copyOf(britain),
        "gb", kingdom,
        "uk", kingdom,
        "united kingdom", kingdom);
  }

  /** Every place, by number at GeoNames. */
  public List<Place> places() {
    return places;
  }

  /** Digest of the file, in hexadecimal: which gazetteer a release was made with. */
  public String sha256() {
    return sha256;
  }

  /**
   * @throws IllegalArgumentException if no place has the number
   */
  public Place place(int geonameId) {
    Place place = byId.get(geonameId);
    if (place == null) {
      throw new IllegalArgumentException("the gazetteer has no place " + geonameId);
    }
    return place;
  }

  /** The place whose centre is nearest by great-circle distance, however far. */
  public Place nearest(LatLon point) {
    return places.get(index.nearest(point));
  }

  /**
   * The place that a name means, whatever its case, diacritics and punctuation. A name of several
   * places means the largest if that has twenty times the people of the next (London, Cambridge),
   * or if all others lie within 5 km of it; else it is ambiguous (the Newports).
   *
   * @param name a name, or a name and where it is: "Newport, Isle of Wight"
   * @param region a region, county or country to look in, by name or code
   */
  public NameMatch find(String name, Optional<String> region) {
    String folded = FoldedName.of(name);
    List<Place> named = byName.getOrDefault(folded, List.of());
    int comma = name.lastIndexOf(',');
    if (named.isEmpty() && comma > 0 && lies(name.substring(comma + 1)).isPresent()) {
      return find(
          name.substring(0, comma), region.or(() -> Optional.of(name.substring(comma + 1))));
    }
    if (named.isEmpty()) {
      return new NameMatch.Unknown(
          "'%s' is not in the gazetteer: give a point or a postcode".formatted(name));
    }
    if (region.isEmpty()) {
      return settle(name, named);
    }
    Optional<Predicate<Place>> lies = lies(region.get());
    if (lies.isEmpty()) {
      return new NameMatch.Unknown(
          "'%s' is no region: give one of the twelve regions or a county".formatted(region.get()));
    }
    List<Place> there = named.stream().filter(lies.get()).toList();
    if (there.isEmpty()) {
      return new NameMatch.Unknown(
          "'%s' is not in %s but in %s"
              .formatted(
                  name,
                  region.get(),
                  named.stream()
                      .map(place -> place.region().title())
                      .distinct()
                      .collect(Collectors.joining(" or "))));
    }
    return settle(name, there);
  }

  private Optional<Predicate<Place>> lies(String where) {
    String folded = FoldedName.of(where);
    Optional<Region> region = Region.find(where);
    if (region.isPresent()) {
      return Optional.of(place -> place.region() == region.get());
    }
    Set<Region> country = COUNTRIES.get(folded);
    if (country != null) {
      return Optional.of(place -> country.contains(place.region()));
    }
    if (counties.contains(folded)) {
      return Optional.of(place -> FoldedName.of(place.county()).equals(folded));
    }
    return Optional.empty();
  }

  private static NameMatch settle(String name, List<Place> largestFirst) {
    Place largest = largestFirst.getFirst();
    List<Place> others =
        largestFirst.stream()
            .skip(1)
            .filter(place -> place.point().kilometresTo(largest.point()) >= SAME_PLACE_KILOMETRES)
            .toList();
    return others.isEmpty() || largest.population() >= CLEARLY_LARGER * people(others.getFirst())
        ? new NameMatch.Found(largest)
        : new NameMatch.Ambiguous(
            name, Stream.concat(Stream.of(largest), others.stream()).toList());
  }

  private static long people(Place place) {
    return Math.max(place.population(), SMALLEST_POPULATION);
  }

  /** Every place with a name that begins with the prefix, by name, largest first within a name. */
  Stream<Place> beginningWith(String prefix) {
    String folded = FoldedName.of(prefix);
    return byName.subMap(folded, true, folded + Character.MAX_VALUE, true).values().stream()
        .flatMap(List::stream)
        .distinct();
  }
}
