package org.techindex.common.method;

import java.util.Optional;

/**
 * The settings of every scoring stage, read from a method file and checked.
 *
 * @param name as releases print it: "live-1"
 * @param events how events fade; empty where every event counts one for ever
 * @param influenceReachKilometres how far a link must reach to count as influence; 0 or more
 */
public record Method(
    String name,
    Counting counting,
    Optional<EventDecay> events,
    double influenceReachKilometres,
    ClustererSpec clusterer,
    IntervalSettings intervals) {

  /** The same method with another way of counting, such as other factor weights. */
  public Method with(Counting other) {
    return new Method(name, other, events, influenceReachKilometres, clusterer, intervals);
  }

  /** The same method with another clusterer. */
  public Method with(ClustererSpec other) {
    return new Method(name, counting, events, influenceReachKilometres, other, intervals);
  }

  /** The same method with events that fade otherwise. */
  public Method with(EventDecay other) {
    return new Method(
        name, counting, Optional.of(other), influenceReachKilometres, clusterer, intervals);
  }

  /**
   * The same method with clusters of at least so many organisations, which its name then says; a
   * clusterer that dissolves no cluster stays as it is.
   *
   * @param least 0 or more
   */
  public Method withLeastOrganisations(int least) {
    return switch (clusterer) {
      case ClustererSpec.DensityPeaks peaks ->
          renamed(least)
              .with(
                  new ClustererSpec.DensityPeaks(
                      peaks.bandwidthKilometres(),
                      peaks.prominence(),
                      peaks.mergeDistanceKilometres(),
                      peaks.linkStrength(),
                      least,
                      peaks.minimumShare()));
      case ClustererSpec.Dbscan dbscan ->
          renamed(least)
              .with(
                  new ClustererSpec.Dbscan(
                      dbscan.radiusKilometres(), dbscan.minimumShare(), least));
      case ClustererSpec.NearestCentroid _, ClustererSpec.KMeans _ -> this;
    };
  }

  private Method renamed(int least) {
    return new Method(
        name + ", clusters from " + least + " organisations",
        counting,
        events,
        influenceReachKilometres,
        clusterer,
        intervals);
  }
}
