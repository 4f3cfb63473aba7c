package org.techindex.common.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.techindex.common.grid.LatLon;

/**
 * What somebody may mean who has typed the beginning of a place: regions, then postcode districts,
 * then places from the largest to the smallest, those that are typed in full before the others.
 * Safe for many threads.
 */
public final class PlaceSearch {

  private final Gazetteer gazetteer;
  private final Optional<PostcodeDirectory> postcodes;

  public PlaceSearch(Gazetteer gazetteer, Optional<PostcodeDirectory> postcodes) {
    this.gazetteer = gazetteer;
    this.postcodes = postcodes;
  }

  /** Something that was found. */
  public sealed interface Suggestion {

    /** One of the twelve regions. */
    record OfRegion(Region region) implements Suggestion {}

    /** A postcode, or its district where the postcode itself is not known. */
    record OfPostcode(Postcode postcode, LatLon point) implements Suggestion {}

    /** A place of the gazetteer. */
    record OfPlace(Place place) implements Suggestion {}
  }

  /**
   * Suggestions for what was typed, best first; none for nothing typed.
   *
   * @param most how many at most
   */
  public List<Suggestion> suggest(String typed, int most) {
    String folded = FoldedName.of(typed);
    if (folded.isEmpty()) {
      return List.of();
    }
    List<Suggestion> suggestions = new ArrayList<>();
    Stream.of(regions(folded), postcodes(typed), places(folded))
        .flatMap(found -> found)
        .limit(most)
        .forEach(suggestions::add);
    return List.copyOf(suggestions);
  }

  private static Stream<Suggestion> regions(String folded) {
    return Arrays.stream(Region.values())
        .filter(region ->
            FoldedName.of(region.title()).startsWith(folded)
                || Region.find(folded).filter(region::equals).isPresent())
        .map(Suggestion.OfRegion::new);
  }

  private Stream<Suggestion> postcodes(String typed) {
    if (postcodes.isEmpty()) {
      return Stream.empty();
    }
    PostcodeDirectory directory = postcodes.get();
    Optional<Postcode> postcode = Postcode.parse(typed);
    if (postcode.isPresent() && postcode.get().isFull()) {
      return directory.find(typed) instanceof PostcodeMatch.Found found
          ? Stream.of(new Suggestion.OfPostcode(found.known(), found.point()))
          : Stream.empty();
    }
    String prefix = typed.strip().toUpperCase(Locale.ROOT);
    boolean hasDigit = prefix.chars().anyMatch(Character::isDigit);
    return hasDigit
        ? directory
            .districts()
            .subMap(prefix, true, prefix + Character.MAX_VALUE, true)
            .entrySet()
            .stream()
            .map(district ->
                new Suggestion.OfPostcode(new Postcode(district.getKey(), ""), district.getValue()))
        : Stream.empty();
  }

  private Stream<Suggestion> places(String folded) {
    return gazetteer
        .beginningWith(folded)
        .sorted(
            Comparator.comparing((Place place) -> !isNamed(place, folded))
                .thenComparing(Gazetteer.LARGEST_FIRST))
        .map(Suggestion.OfPlace::new);
  }

  private static boolean isNamed(Place place, String folded) {
    return FoldedName.of(place.name()).equals(folded)
        || FoldedName.of(place.officialName()).equals(folded);
  }
}
