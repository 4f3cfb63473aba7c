package org.techindex.scoring.name;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.techindex.common.grid.Cell;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.WeightedCells;

/**
 * The towns of every cluster, and how much of the cluster lies around each. Activity is around the
 * town that is nearest. A town is inside the cluster that holds most of the activity around it and
 * within 10 km of its centre, the lower number where two hold as much.
 */
final class Surroundings {

  private final TownFinder finder;
  private final WeightedCells cells;
  private final int[] labels;
  private final TownFinder.Nearest[] townOfCell;
  private final int[] clusterOfTown;
  private final int[][] inside;

  Surroundings(TownFinder finder, WeightedCells cells, int[] labels, int clusters) {
    this.finder = finder;
    this.cells = cells;
    this.labels = labels;
    townOfCell = new TownFinder.Nearest[cells.size()];
    Arrays.setAll(townOfCell, cell -> finder.nearest(new Cell(cells.cell(cell))));
    clusterOfTown = holders(clusters);
    inside = new int[clusters][];
    for (int cluster = 0; cluster < clusters; cluster++) {
      int wanted = cluster;
      inside[cluster] =
          IntStream.range(0, clusterOfTown.length)
              .filter(town -> clusterOfTown[town] == wanted)
              .toArray();
    }
  }

  private int[] holders(int clusters) {
    int towns = finder.towns().size();
    // One row more than clusters: Elsewhere, which comes after all clusters.
    long[][] held = new long[clusters + 1][towns];
    for (int cell = 0; cell < townOfCell.length; cell++) {
      int row = labels[cell] == Clustering.ELSEWHERE ? clusters : labels[cell];
      if (townOfCell[cell].isNear()) {
        held[row][townOfCell[cell].town()] += weight(cell);
      }
    }
    int[] holders = new int[towns];
    for (int town = 0; town < towns; town++) {
      int holder = 0;
      for (int row = 1; row <= clusters; row++) {
        holder = held[row][town] > held[holder][town] ? row : holder;
      }
      boolean isHeld = holder < clusters && held[holder][town] > 0;
      holders[town] = isHeld ? holder : Clustering.ELSEWHERE;
    }
    return holders;
  }

  /** At least a millionth, so that cells without weight still lie around some town. */
  private long weight(int cell) {
    return Math.max(1, cells.weightMillionths(cell));
  }

  boolean hasTown(int cluster) {
    return inside[cluster].length > 0;
  }

  /** Weight of the cluster around each town, wherever the town itself is. */
  long[] around(int cluster) {
    long[] weights = new long[clusterOfTown.length];
    for (int cell = 0; cell < labels.length; cell++) {
      if (labels[cell] == cluster) {
        weights[townOfCell[cell].town()] += weight(cell);
      }
    }
    return weights;
  }

  /**
   * Weight of the cluster around each town inside it, of which there is at least one. A cell whose
   * nearest town is in another cluster counts for the nearest one of its own; a borough counts for
   * its city if that is inside too.
   */
  long[] aroundInside(int cluster) {
    TownFinder own = finder.only(inside[cluster]);
    long[] weights = new long[clusterOfTown.length];
    for (int cell = 0; cell < labels.length; cell++) {
      if (labels[cell] == cluster) {
        int town = townOfCell[cell].town();
        if (clusterOfTown[town] != cluster) {
          town = inside[cluster][own.nearest(new Cell(cells.cell(cell))).town()];
        }
        int city = finder.cityOf(town);
        boolean givesWay = city >= 0 && clusterOfTown[city] == cluster;
        weights[givesWay ? city : town] += weight(cell);
      }
    }
    return weights;
  }
}
