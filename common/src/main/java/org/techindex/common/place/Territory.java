package org.techindex.common.place;

import org.techindex.common.grid.LatLon;

/** Tells the region of a point, and refuses points outside the country. Safe for many threads. */
public interface Territory {

  /** The cell and the region of the point, or why it is not inside the country. */
  Whereabouts whereabouts(LatLon point);
}
