package org.techindex.common.method;

import java.util.List;
import java.util.Optional;
import org.techindex.common.grid.LatLon;
import org.techindex.common.sector.Sector;

/** Which algorithm groups cells into clusters, with its parameters. */
public sealed interface ClustererSpec {

  /** The value of {@code clusterer.kind} in a method file. */
  String kind();

  /**
   * Peaks of activity that stand out from the ground between them.
   *
   * @param bandwidthKilometres h: reach of the kernel, more than 0
   * @param prominence tau: a peak lower than this many times the pass to a higher one is no cluster
   *     of its own; 1 or more
   * @param mergeDistanceKilometres D: peaks farther apart than this are never merged; more than 0
   * @param linkStrength beta: how far links bring two peaks nearer, 0 (not at all) to below 1
   * @param minimumOrganisations a cluster with fewer is dissolved into Elsewhere; 0 or more
   * @param minimumShare a cluster with less of the sector is dissolved; 0 to below 1
   * @see <a href="https://doi.org/10.1145/2535927">Chazal, Guibas, Oudot, Skraba 2013</a>
   */
  record DensityPeaks(
      double bandwidthKilometres,
      double prominence,
      double mergeDistanceKilometres,
      double linkStrength,
      int minimumOrganisations,
      double minimumShare)
      implements ClustererSpec {

    static final String KIND = "density-peaks";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /**
   * Every cell belongs to the nearest given centre, Euclidean in degrees as the published index
   * measured it.
   */
  record NearestCentroid(List<Centroid> centroids) implements ClustererSpec {

    static final String KIND = "nearest-centroid";

    public NearestCentroid {
      centroids = List.copyOf(centroids);
    }

    @Override
    public String kind() {
      return KIND;
    }

    /** The centres of the sector, in the order of the file; empty if it gives none. */
    public List<LatLon> points(Sector sector) {
      return centroids.stream()
          .filter(centroid -> centroid.sector().isEmpty() || centroid.sector().get() == sector)
          .map(Centroid::point)
          .toList();
    }
  }

  /**
   * Lloyd's K-means, Euclidean in degrees as the published index measured it.
   *
   * @param clusters K, 1 or more, where {@code sectorClusters} says nothing else
   * @param sectorClusters K of single sectors
   * @param seed of the choice of first centres
   */
  record KMeans(int clusters, List<SectorClusters> sectorClusters, long seed)
      implements ClustererSpec {

    static final String KIND = "k-means";

    public KMeans {
      sectorClusters = List.copyOf(sectorClusters);
    }

    @Override
    public String kind() {
      return KIND;
    }

    /** K of this sector. */
    public int clusters(Sector sector) {
      Optional<SectorClusters> own =
          sectorClusters.stream().filter(entry -> entry.sector() == sector).findFirst();
      return own.map(SectorClusters::clusters).orElse(clusters);
    }
  }

  /** The number of clusters of one sector. */
  record SectorClusters(Sector sector, int clusters) {}

  /**
   * Density-based clustering on great-circle distance, as WIPO's hotspots are found.
   *
   * @param radiusKilometres epsilon, more than 0
   * @param minimumShare the part of the sector's weight that must lie within the radius of a core
   *     cell; above 0, below 1
   * @param minimumOrganisations a cluster with fewer is dissolved into Elsewhere; 0 or more
   * @see <a href="https://dl.acm.org/doi/10.5555/3001460.3001507">Ester, Kriegel, Sander, Xu
   *     1996</a>
   */
  record Dbscan(double radiusKilometres, double minimumShare, int minimumOrganisations)
      implements ClustererSpec {

    static final String KIND = "dbscan";

    @Override
    public String kind() {
      return KIND;
    }
  }
}
