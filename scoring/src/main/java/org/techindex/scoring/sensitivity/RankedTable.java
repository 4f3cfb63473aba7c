package org.techindex.scoring.sensitivity;

import java.util.Arrays;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.total.SectorTotals;
import org.techindex.scoring.weigh.WeighedRows;

/** The ranks of a sector's clusters, and which cells the clusters hold: enough to compare two. */
final class RankedTable {

  private final long[] cells;
  private final long[] heads;
  private final int[] labels;
  private final int[] ranks;

  RankedTable(SectorTotals totals, Clustering clustering, WeighedRows rows) {
    cells = totals.cells();
    heads = new long[cells.length];
    Arrays.setAll(heads, totals::heads);
    labels = clustering.labels();
    ranks = new int[clustering.clusters().size()];
    Arrays.setAll(ranks, rows::rank);
  }

  int clusters() {
    return ranks.length;
  }

  /**
   * How the ranks of this table's clusters change in another. A cluster is found again in the
   * cluster that holds most of its heads; where that is none, it falls behind the last rank.
   */
  RankChange changeTo(RankedTable other) {
    long[][] shared = new long[ranks.length][other.ranks.length + 1];
    for (int cell = 0; cell < cells.length; cell++) {
      if (labels[cell] != Clustering.ELSEWHERE) {
        int same = Arrays.binarySearch(other.cells, cells[cell]);
        int label = same < 0 ? Clustering.ELSEWHERE : other.labels[same];
        shared[labels[cell]][label == Clustering.ELSEWHERE ? other.ranks.length : label] +=
            heads[cell];
      }
    }
    double sum = 0;
    int largest = 0;
    int changed = 0;
    for (int cluster = 0; cluster < ranks.length; cluster++) {
      int change = Math.abs(other.rankOf(shared[cluster]) - ranks[cluster]);
      sum += change;
      largest = Math.max(largest, change);
      changed += change > 0 ? 1 : 0;
    }
    return new RankChange(
        ranks.length == 0 ? 0 : sum / ranks.length, largest, changed, ranks.length);
  }

  private int rankOf(long[] shared) {
    int best = ranks.length;
    for (int cluster = ranks.length - 1; cluster >= 0; cluster--) {
      if (shared[cluster] > 0 && (best == ranks.length || shared[cluster] >= shared[best])) {
        best = cluster;
      }
    }
    return best == ranks.length || shared[ranks.length] > shared[best]
        ? ranks.length + 1
        : ranks[best];
  }
}
