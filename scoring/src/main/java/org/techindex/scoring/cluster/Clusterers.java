package org.techindex.scoring.cluster;

import org.techindex.common.method.ClustererSpec;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;

/** From what a method file asks for to the clusterer that does it. */
public final class Clusterers {

  private Clusterers() {}

  /**
   * The clusterer of one sector.
   *
   * @throws OperatorException if the method gives no centres for this sector
   */
  public static Clusterer of(ClustererSpec spec, Sector sector) {
    return switch (spec) {
      case ClustererSpec.DensityPeaks peaks ->
          new DensityPeaks(
              peaks.bandwidthKilometres(),
              peaks.prominence(),
              peaks.mergeDistanceKilometres(),
              peaks.linkStrength(),
              peaks.minimumOrganisations(),
              peaks.minimumShare());
      case ClustererSpec.NearestCentroid nearest -> {
        if (nearest.points(sector).isEmpty()) {
          throw new OperatorException(
              ExitCode.WRONG_USE,
              "the method's centroids hold none of "
                  + sector
                  + ": add some, or one without sector");
        }
        yield new NearestCentroid(nearest.points(sector));
      }
      case ClustererSpec.KMeans means -> new KMeans(means.clusters(sector), means.seed());
      case ClustererSpec.Dbscan dbscan ->
          new WeightedDbscan(
              dbscan.radiusKilometres(), dbscan.minimumShare(), dbscan.minimumOrganisations());
    };
  }
}
