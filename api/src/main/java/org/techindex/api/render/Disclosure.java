package org.techindex.api.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;

/**
 * What may be told about few organisations, the same in every view: no count from 1 to 9 can be
 * read off, or found by subtracting one published number from another.
 *
 * <ul>
 *   <li>A count below ten is not shown; any other is rounded down to tens, so that the difference
 *       of two counts, of two views or of two months, is known to ten at best.
 *   <li>The factor shares of a row tell how many businesses it has. A row with 1 to 9 organisations
 *       has none; nor has Elsewhere then, because the shares of a table add up to 1. Where these
 *       rows together are still fewer than ten organisations, those of the last ranks join them.
 * </ul>
 */
public final class Disclosure {

  /** The least number of organisations that is shown, and the step of all counts. */
  public static final int LEAST_COUNT = 10;

  private final Set<String> withheld;

  private Disclosure(Set<String> withheld) {
    this.withheld = withheld;
  }

  public static Disclosure of(SectorRanking ranking) {
    List<RankedCluster> merged = new ArrayList<>();
    ranking.clusters().stream().filter(Disclosure::isFew).forEach(merged::add);
    if (!merged.isEmpty() || isFew(ranking.elsewhere())) {
      merged.add(ranking.elsewhere());
    }
    List<RankedCluster> others = new ArrayList<>(ranking.clusters());
    others.removeAll(merged);
    while (!merged.isEmpty() && !others.isEmpty() && organisations(merged) < LEAST_COUNT) {
      merged.add(others.removeLast());
    }
    Set<String> withheld = new HashSet<>();
    merged.forEach(row -> withheld.add(row.id()));
    return new Disclosure(withheld);
  }

  private static boolean isFew(RankedCluster row) {
    return row.organisations() > 0 && row.organisations() < LEAST_COUNT;
  }

  private static long organisations(List<RankedCluster> rows) {
    return rows.stream().mapToLong(RankedCluster::organisations).sum();
  }

  /** Whether what the row is made of may not be told on its own. */
  public boolean withholds(RankedCluster row) {
    return withheld.contains(row.id());
  }

  /** Rows whose make-up may be told, in table order; the others are counted together. */
  public List<RankedCluster> told(SectorRanking ranking) {
    return Edition.rows(ranking).stream().filter(row -> !withholds(row)).toList();
  }

  /** Rows whose make-up is only told together, in table order; empty for most tables. */
  public List<RankedCluster> together(SectorRanking ranking) {
    return Edition.rows(ranking).stream().filter(this::withholds).toList();
  }

  /** A count as it may be shown: rounded down to tens; null below ten. */
  public static @Nullable Long count(long exact) {
    return exact < LEAST_COUNT ? null : exact - exact % LEAST_COUNT;
  }
}
