package org.techindex.common.release;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What changed from one release to another: document {@code changes.json}.
 *
 * @param previous "2026-10.v1"
 * @param current "2026-11.v1"
 * @param sectors in table order
 */
public record ReleaseChanges(String previous, String current, List<SectorChanges> sectors) {

  public ReleaseChanges {
    sectors = List.copyOf(sectors);
  }

  /**
   * @param kendallTauB of the ranks of the clusters that are in both; empty below two of them
   * @param rankBiasedOverlap 0 to 1, extrapolated, with persistence 0.9
   * @param overlapAtTen part of the first ten that both have, 0 to 1
   * @param clusters by current rank, then those that ended by previous rank, then Elsewhere
   * @param events clusters born, ended, split and merged
   */
  public record SectorChanges(
      String sector,
      OptionalDouble kendallTauB,
      double rankBiasedOverlap,
      double overlapAtTen,
      List<ClusterChange> clusters,
      List<IdentityEvent> events) {

    public SectorChanges {
      clusters = List.copyOf(clusters);
      events = List.copyOf(events);
    }
  }

  /**
   * The change of one percentage, in percentage points: {@code change = activity + boundary +
   * method}.
   *
   * @param previousRank empty if the cluster is new
   * @param currentRank empty if it ended
   * @param activity new signals within the previous boundary, by the previous method
   * @param boundary the boundary that moved, by the previous method
   * @param method another method on the same signals
   * @param significant whether the intervals of the two percentages are disjoint
   */
  public record ClusterChange(
      String id,
      String name,
      OptionalInt previousRank,
      OptionalInt currentRank,
      double previousPercentage,
      double currentPercentage,
      double change,
      double activity,
      double boundary,
      double method,
      boolean significant) {}

  /**
   * What became of a cluster that did not simply go on.
   *
   * @param type "born", "ended", "split" or "merged"
   * @param from ids in the previous release
   * @param to ids in the current one
   */
  public record IdentityEvent(String type, List<String> from, List<String> to) {

    public IdentityEvent {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }
}
