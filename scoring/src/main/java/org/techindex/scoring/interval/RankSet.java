package org.techindex.scoring.interval;

/**
 * The ranks that a cluster may have: all from the lowest to the highest number.
 *
 * @param low the best, 1 or more
 * @param high the worst, not below {@code low}
 */
public record RankSet(int low, int high) {

  /**
   * The rank sets that follow from comparisons of all pairs: a cluster has as many certain betters
   * as there are clusters shown to lie above it, and as many certain worse ones below.
   *
   * @param above whether the first cluster is shown to lie above the second
   */
  static RankSet[] of(boolean[][] above) {
    int clusters = above.length;
    RankSet[] sets = new RankSet[clusters];
    for (int cluster = 0; cluster < clusters; cluster++) {
      int better = 0;
      int worse = 0;
      for (int other = 0; other < clusters; other++) {
        better += above[other][cluster] ? 1 : 0;
        worse += above[cluster][other] ? 1 : 0;
      }
      sets[cluster] = new RankSet(better + 1, clusters - worse);
    }
    return sets;
  }
}
