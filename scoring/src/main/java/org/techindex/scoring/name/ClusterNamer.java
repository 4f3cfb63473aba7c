package org.techindex.scoring.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.Place;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.WeightedCells;

/**
 * Names each cluster after the towns inside it.
 *
 * <p>Towns worth naming are the 63 cities of the gazetteer (primary urban areas, which the index of
 * 2018 named its clusters after) and other towns of 50,000 people or more. Activity is around the
 * town that is nearest. A town is inside the cluster that holds more of the activity around it
 * within 10 km than any other cluster or Elsewhere. A borough or suburb counts for its city where
 * the city is inside the same cluster, and stands for itself where it is not: Romford is London,
 * unless London is in another cluster.
 *
 * <p>Each cell counts for the nearest town inside its cluster. Towns with 5 % of the cluster name
 * it, at most eight, in order of their activity; the first of them always does. A cluster with no
 * town worth naming is named by the same rule from the towns of 10,000 people or more, and if it
 * has none of those either, after the one that is nearest to most of its activity.
 *
 * <p>Equal cells and clusters get equal names, whatever the order they come in. Safe for many
 * threads.
 */
public final class ClusterNamer {

  private static final int WORTH_NAMING_POPULATION = 50_000;
  private static final long LEAST_PERCENT = 5;
  private static final int MOST_TOWNS = 8;

  private final TownFinder townsWorthNaming;
  private final TownFinder allTowns;

  public ClusterNamer(Gazetteer gazetteer) {
    List<Place> all =
        gazetteer.places().stream()
            .filter(place -> place.kind() == Place.Kind.CITY || place.kind() == Place.Kind.TOWN)
            .toList();
    townsWorthNaming =
        new TownFinder(
            all.stream()
                .filter(place ->
                    place.kind() == Place.Kind.CITY
                        || place.population() >= WORTH_NAMING_POPULATION)
                .toList());
    allTowns = new TownFinder(all);
  }

  /**
   * The name of every cluster.
   *
   * @param cells the cells that were clustered
   * @return one for each of {@link Clustering#clusters()}, in their order
   */
  public List<ClusterName> names(WeightedCells cells, Clustering clustering) {
    return names(cells, clustering.labels(), clustering.clusters().size());
  }

  /**
   * The name of every cluster of a partition.
   *
   * @param labels for each cell the number of its cluster, or {@link Clustering#ELSEWHERE}
   * @param clusters number of clusters
   */
  List<ClusterName> names(WeightedCells cells, int[] labels, int clusters) {
    Surroundings worthNaming = new Surroundings(townsWorthNaming, cells, labels, clusters);
    boolean someAreNameless =
        IntStream.range(0, clusters).anyMatch(cluster -> !worthNaming.hasTown(cluster));
    Surroundings all =
        someAreNameless ? new Surroundings(allTowns, cells, labels, clusters) : worthNaming;
    List<ClusterName> names = new ArrayList<>();
    for (int cluster = 0; cluster < clusters; cluster++) {
      if (worthNaming.hasTown(cluster)) {
        names.add(name(townsWorthNaming.towns(), worthNaming.aroundInside(cluster), MOST_TOWNS));
      } else if (all.hasTown(cluster)) {
        names.add(name(allTowns.towns(), all.aroundInside(cluster), MOST_TOWNS));
      } else {
        names.add(name(allTowns.towns(), all.around(cluster), 1));
      }
    }
    return List.copyOf(names);
  }

  private static ClusterName name(List<Place> towns, long[] weights, int most) {
    long total = Arrays.stream(weights).sum();
    List<Integer> busiestFirst =
        IntStream.range(0, weights.length)
            .filter(town -> weights[town] > 0)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer town) -> weights[town])
                    .reversed()
                    .thenComparing(towns::get, Gazetteer.LARGEST_FIRST))
            .toList();
    List<ClusterName.Town> named = new ArrayList<>();
    for (int town : busiestFirst) {
      // In integers, so that exactly 5 % is enough.
      boolean enough = weights[town] * (100 / LEAST_PERCENT) >= total;
      if (named.isEmpty() || (enough && named.size() < most)) {
        named.add(new ClusterName.Town(towns.get(town), (double) weights[town] / total));
      }
    }
    return new ClusterName(named);
  }
}
