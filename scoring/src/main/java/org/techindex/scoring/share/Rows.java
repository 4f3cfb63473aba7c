package org.techindex.scoring.share;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.techindex.scoring.cluster.Clustering;

/**
 * The rows of a sector's table: its clusters in the order of their labels, then Elsewhere. Holds
 * the row of each cell of some totals.
 */
final class Rows {

  private final int clusters;
  private final int[] rowOfCell;

  /**
   * @param clusters number of clusters
   * @param rowOfCell for each cell a row, 0 to {@code clusters}; the last is Elsewhere
   */
  Rows(int clusters, int[] rowOfCell) {
    this.clusters = clusters;
    this.rowOfCell = rowOfCell;
  }

  /** The rows of the cells that were clustered. */
  static Rows of(Clustering clustering) {
    int clusters = clustering.clusters().size();
    int[] rows = clustering.labels();
    for (int cell = 0; cell < rows.length; cell++) {
      rows[cell] = rows[cell] == Clustering.ELSEWHERE ? clusters : rows[cell];
    }
    return new Rows(clusters, rows);
  }

  int clusters() {
    return clusters;
  }

  /** Number of rows: one more than clusters. */
  int count() {
    return clusters + 1;
  }

  int ofCell(int cell) {
    return rowOfCell[cell];
  }

  /**
   * The sum of an amount over the cells of each row.
   *
   * @throws ArithmeticException if a sum does not fit 64 bits
   */
  long[] sums(IntToLongFunction amountOfCell) {
    long[] sums = new long[count()];
    for (int cell = 0; cell < rowOfCell.length; cell++) {
      int row = rowOfCell[cell];
      sums[row] = Math.addExact(sums[row], amountOfCell.applyAsLong(cell));
    }
    return sums;
  }

  static long sum(long[] amounts) {
    return Arrays.stream(amounts).reduce(0, Math::addExact);
  }
}
