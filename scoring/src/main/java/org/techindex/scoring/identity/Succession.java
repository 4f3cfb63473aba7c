package org.techindex.scoring.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.techindex.common.release.ReleaseChanges.IdentityEvent;
import org.techindex.scoring.identity.Overlap.Members;

/**
 * Which later cluster goes on as which earlier one: pairs by the Hungarian method on weighted
 * Jaccard overlap, of which those from {@value #SAME} on are the same cluster.
 */
final class Succession {

  /** Overlap from which a cluster is the same as before. */
  static final double SAME = 0.5;

  private static final double MOST = 0.5;

  private final List<Members> before;
  private final int afterSize;
  private final Overlap overlap;
  private final int[] beforeOfAfter;

  Succession(List<Members> before, List<Members> after) {
    this.before = List.copyOf(before);
    this.afterSize = after.size();
    this.overlap = new Overlap(before, after);
    this.beforeOfAfter = new int[after.size()];
    Arrays.fill(beforeOfAfter, Assignment.NONE);
    double[][] benefits = new double[before.size()][after.size()];
    for (int i = 0; i < before.size(); i++) {
      for (int j = 0; j < after.size(); j++) {
        double jaccard = overlap.jaccard(i, j);
        benefits[i][j] = jaccard >= SAME ? jaccard : 0;
      }
    }
    int[] afterOfBefore = Assignment.best(benefits);
    for (int i = 0; i < afterOfBefore.length; i++) {
      if (afterOfBefore[i] != Assignment.NONE && benefits[i][afterOfBefore[i]] > 0) {
        beforeOfAfter[afterOfBefore[i]] = i;
      }
    }
  }

  /** The earlier cluster that a later one goes on as, both by place in their lists. */
  Optional<Integer> beforeOf(int after) {
    return beforeOfAfter[after] == Assignment.NONE
        ? Optional.empty()
        : Optional.of(beforeOfAfter[after]);
  }

  /**
   * What became of the clusters that do not simply go on. A new cluster most of which comes from
   * one earlier one split from it; an earlier one most of which lies in a later one merged into it.
   *
   * @param afterIds ids of the later clusters, in their order
   */
  List<IdentityEvent> events(List<String> afterIds) {
    List<IdentityEvent> events = new ArrayList<>();
    for (int after = 0; after < afterSize; after++) {
      if (beforeOf(after).isEmpty()) {
        events.add(arrival(after, afterIds));
      }
    }
    for (int earlier = 0; earlier < before.size(); earlier++) {
      int gone = earlier;
      if (Arrays.stream(beforeOfAfter).noneMatch(one -> one == gone)) {
        events.add(departure(earlier, afterIds));
      }
    }
    return events;
  }

  private IdentityEvent arrival(int after, List<String> afterIds) {
    for (int earlier = 0; earlier < before.size(); earlier++) {
      if (overlap.partOfAfter(earlier, after) > MOST) {
        List<String> parts = new ArrayList<>();
        for (int other = 0; other < afterSize; other++) {
          if (other == after || beforeOfAfter[other] == earlier) {
            parts.add(afterIds.get(other));
          }
        }
        return new IdentityEvent("split", List.of(before.get(earlier).id()), parts);
      }
    }
    return new IdentityEvent("born", List.of(), List.of(afterIds.get(after)));
  }

  private IdentityEvent departure(int earlier, List<String> afterIds) {
    String id = before.get(earlier).id();
    for (int after = 0; after < afterSize; after++) {
      if (overlap.partOfBefore(earlier, after) > MOST) {
        List<String> parts = new ArrayList<>();
        for (int other = 0; other < before.size(); other++) {
          if (other == earlier || beforeOfAfter[after] == other) {
            parts.add(before.get(other).id());
          }
        }
        return new IdentityEvent("merged", parts, List.of(afterIds.get(after)));
      }
    }
    return new IdentityEvent("ended", List.of(id), List.of());
  }
}
