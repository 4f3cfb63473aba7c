package org.techindex.common.signal;

import java.util.Optional;
import org.techindex.common.grid.LatLon;

/** Where a producer says that something is, before it is located. */
public sealed interface StatedLocation {

  /** A point on the map. */
  record AtPoint(LatLon point) implements StatedLocation {}

  /** A postcode or outward code, as written. */
  record AtPostcode(String postcode) implements StatedLocation {}

  /** A place by name, in one of the regions where several places have the name. */
  record AtPlace(String place, Optional<String> region) implements StatedLocation {}
}
