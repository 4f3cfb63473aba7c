package org.techindex.common.place;

import org.techindex.common.grid.LatLon;

/** What a postcode turned out to mean. */
public sealed interface PostcodeMatch {

  /**
   * Where it lies.
   *
   * @param known the postcode that the directory has: the one asked for, or its district
   */
  record Found(Postcode known, LatLon point) implements PostcodeMatch {}

  /**
   * No postcode, or none of the directory.
   *
   * @param explanation one line for the producer
   */
  record Unknown(String explanation) implements PostcodeMatch {}
}
