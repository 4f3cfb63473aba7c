package org.techindex.scoring.name;

import java.util.List;
import java.util.stream.Collectors;
import org.techindex.common.place.Place;
import org.techindex.common.place.Region;

/**
 * What a cluster is called.
 *
 * @param towns in order of the activity around them, the most first; at least one
 */
public record ClusterName(List<Town> towns) {

  public ClusterName {
    towns = List.copyOf(towns);
  }

  /**
   * A town of the name.
   *
   * @param share the part of the cluster's weight that lies around it, 0 to 1
   */
  public record Town(Place place, double share) {}

  /** The towns as printed: "Bristol, Cardiff, Newport". */
  public String title() {
    return towns.stream().map(town -> town.place().name()).collect(Collectors.joining(", "));
  }

  /** The regions of the towns, each once, in the order of the towns. */
  public List<Region> regions() {
    return towns.stream().map(town -> town.place().region()).distinct().toList();
  }
}
