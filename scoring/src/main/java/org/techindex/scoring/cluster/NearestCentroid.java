package org.techindex.scoring.cluster;

import java.util.List;
import java.util.stream.IntStream;
import org.techindex.common.grid.LatLon;

/**
 * Each cell goes to the nearest of given centres, by Euclidean distance in degrees: how the UK Tech
 * Innovation Index 2 assigned its signals (The Data City 2018), so that its published clusters can
 * be made again. A degree of longitude counts as much as one of latitude, which is wrong on the
 * ground and kept on purpose. Nothing is Elsewhere; a centre that is nearest to no cell gives no
 * cluster.
 *
 * @param centres at least one; of two that are equally near, the earlier counts
 */
public record NearestCentroid(List<LatLon> centres) implements Clusterer {

  /**
   * @throws IllegalArgumentException if there is no centre
   */
  public NearestCentroid {
    centres = List.copyOf(centres);
    if (centres.isEmpty()) {
      throw new IllegalArgumentException("there is no centre to be near to");
    }
  }

  @Override
  public Clustering cluster(WeightedCells cells, CellLinks links) {
    DegreePoints points = DegreePoints.of(cells);
    double[] latitudes = centres.stream().mapToDouble(LatLon::latitudeDegrees).toArray();
    double[] longitudes = centres.stream().mapToDouble(LatLon::longitudeDegrees).toArray();
    int[] groups =
        IntStream.range(0, cells.size())
            .parallel()
            .map(position -> points.nearest(position, latitudes, longitudes))
            .toArray();
    return Clustering.aroundHeaviestCells(cells, groups, centres.size(), List.of(), List.of());
  }
}
