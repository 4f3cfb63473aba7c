package org.techindex.common.place;

import java.util.List;
import java.util.OptionalInt;
import org.techindex.common.grid.LatLon;

/**
 * A populated place of the gazetteer.
 *
 * @param geonameId its number at GeoNames
 * @param name the name people use: "Hull"
 * @param officialName "Kingston upon Hull"; equal to the name where there is no other
 * @param otherNames further names it is found by
 * @param point its centre
 * @param population inhabitants; 0 where not known
 * @param county county, unitary authority or council area: "Isle of Wight"
 * @param cityGeonameId the city that this place gives way to wherever both are meant, as a borough
 *     of London gives way to London
 */
public record Place(
    int geonameId,
    String name,
    String officialName,
    List<String> otherNames,
    LatLon point,
    int population,
    Kind kind,
    String county,
    Region region,
    OptionalInt cityGeonameId) {

  /** What sort of place it is, which decides whether a cluster may be named after it. */
  public enum Kind {
    /** The core of one of the 63 primary urban areas (Centre for Cities). */
    CITY,
    /** 10,000 people or more. */
    TOWN,
    /** Fewer people, or an unknown number. */
    VILLAGE,
    /** A section of another place. */
    SUBURB
  }

  public Place {
    otherNames = List.copyOf(otherNames);
  }

  /** The name with what tells it from others of the same name: "Newport (Isle of Wight)". */
  public String distinctName() {
    return county.equals(name) || county.equals(officialName)
        ? name + " (" + region.title() + ")"
        : name + " (" + county + ", " + region.title() + ")";
  }
}
