package org.techindex.common.place;

import org.techindex.common.grid.Cell;

/** Where a point lies: inside the country with a region, or outside it. */
public sealed interface Whereabouts {

  /** Inside the country. */
  record Inside(Cell cell, Region region) implements Whereabouts {}

  /**
   * Outside the country.
   *
   * @param explanation one line for the producer: the nearest place, and whether latitude and
   *     longitude seem swapped
   */
  record Outside(String explanation) implements Whereabouts {}
}
