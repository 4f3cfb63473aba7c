package org.techindex.api.resource;

import java.util.Map;
import java.util.Optional;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.Edition;
import org.techindex.common.sector.Sector;

/**
 * What was asked for.
 *
 * @param catalogue all that was published when the request came
 * @param named the edition that the address names; empty for addresses outside editions
 * @param variables the parts of the path that the route leaves open
 */
public record Request(
    Catalogue catalogue, Optional<Edition> named, Map<String, String> variables, Query query) {

  /** The edition that the address names. */
  public Edition edition() {
    return named.orElseThrow();
  }

  public String variable(String name) {
    return Optional.ofNullable(variables.get(name)).orElseThrow();
  }

  /**
   * The sector in the path.
   *
   * @throws Problem if there is none of that name in the edition
   */
  public Sector sector() {
    return sector(variable("sector"));
  }

  /**
   * The sector asked for as a parameter; empty where it is left out.
   *
   * @throws Problem if there is none of that name in the edition
   */
  public Optional<Sector> sectorParameter() {
    return query.text("sector").map(this::sector);
  }

  private Sector sector(String id) {
    return Sector.find(id)
        .filter(sector -> sector.id().equals(id) && edition().ranking(sector).isPresent())
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.UNKNOWN_SECTOR,
                "'"
                    + Query.shortened(id)
                    + "' is none of "
                    + String.join(
                        ", ", edition().rankings().keySet().stream().map(Sector::id).toList())));
  }
}
