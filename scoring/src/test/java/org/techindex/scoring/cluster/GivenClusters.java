package org.techindex.scoring.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.techindex.scoring.total.SectorTotals;

/** A clustering that a test states cell by cell. */
public final class GivenClusters {

  private GivenClusters() {}

  /**
   * @param groups the group of each cell of the totals, 0 upwards, or -1 for Elsewhere; clusters
   *     are numbered by weight, so heavier groups come first whatever their number here
   */
  public static Clustering of(SectorTotals totals, int... groups) {
    long[] heads = new long[totals.size()];
    long[] organisations = new long[totals.size()];
    long[] signals = new long[totals.size()];
    for (int cell = 0; cell < totals.size(); cell++) {
      heads[cell] = totals.heads(cell);
      organisations[cell] = totals.organisations(cell);
      signals[cell] = totals.signals(cell);
    }
    WeightedCells cells = WeightedCells.of(totals.cells(), heads, organisations, signals);
    int groupCount = Arrays.stream(groups).max().orElse(-1) + 1;
    int[] peaks = new int[groupCount];
    for (int group = 0; group < groupCount; group++) {
      for (int cell = groups.length - 1; cell >= 0; cell--) {
        peaks[group] = groups[cell] == group ? cell : peaks[group];
      }
    }
    List<String> warnings = new ArrayList<>();
    return Clustering.of(cells, groups, peaks, List.of(), 0, warnings);
  }
}
