package org.techindex.common.place;

import java.util.List;
import java.util.stream.Collectors;

/** What a place name turned out to mean. */
public sealed interface NameMatch {

  /** One place is meant. */
  record Found(Place place) implements NameMatch {}

  /**
   * Several places may be meant; none is guessed.
   *
   * @param name as asked for
   * @param candidates from the largest to the smallest
   */
  record Ambiguous(String name, List<Place> candidates) implements NameMatch {

    public Ambiguous {
      candidates = List.copyOf(candidates);
    }

    /** One line for the producer: the candidates, and what tells them apart. */
    public String explanation() {
      return "'%s' may be %s: name its region or give a point"
          .formatted(
              name,
              candidates.stream().map(Place::distinctName).collect(Collectors.joining(" or ")));
    }
  }

  /**
   * No place is meant.
   *
   * @param explanation one line for the producer
   */
  record Unknown(String explanation) implements NameMatch {}
}
