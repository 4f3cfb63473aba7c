package org.techindex.scoring.identity;

import java.util.Arrays;

/**
 * Pairs rows with columns so that the sum of the benefits of the pairs is largest.
 *
 * @see <a href="https://doi.org/10.1002/nav.3800020109">Kuhn 1955, The Hungarian method for the
 *     assignment problem</a>, in the form with potentials and shortest paths of <a
 *     href="https://doi.org/10.1007/BF02278710">Jonker and Volgenant 1987</a>
 */
final class Assignment {

  /** A row that got no column. */
  static final int NONE = -1;

  private Assignment() {}

  /**
   * The column of each row.
   *
   * @param benefits one row of equal length for each row; finite
   * @return for each row its column, or {@link #NONE} where there are more rows than columns
   */
  static int[] best(double[][] benefits) {
    int rows = benefits.length;
    int columns = rows == 0 ? 0 : benefits[0].length;
    int[] columnOfRow = new int[rows];
    Arrays.fill(columnOfRow, NONE);
    if (columns == 0) {
      return columnOfRow;
    }
    int size = Math.max(rows, columns);
    double[] rowPotential = new double[size + 1];
    double[] columnPotential = new double[size + 1];
    int[] rowOfColumn = new int[size + 1];
    for (int row = 1; row <= size; row++) {
      augment(benefits, row, rowPotential, columnPotential, rowOfColumn);
    }
    for (int column = 1; column <= columns; column++) {
      if (rowOfColumn[column] <= rows) {
        columnOfRow[rowOfColumn[column] - 1] = column - 1;
      }
    }
    return columnOfRow;
  }

  /** Gives the row a column along the cheapest path, moving rows that have one. */
  private static void augment(
      double[][] benefits,
      int row,
      double[] rowPotential,
      double[] columnPotential,
      int[] rowOfColumn) {
    int size = rowOfColumn.length - 1;
    double[] least = new double[size + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int[] before = new int[size + 1];
    boolean[] used = new boolean[size + 1];
    rowOfColumn[0] = row;
    int column = 0;
    do {
      used[column] = true;
      int current = rowOfColumn[column];
      double delta = Double.POSITIVE_INFINITY;
      int next = 0;
      for (int j = 1; j <= size; j++) {
        if (!used[j]) {
          double reduced = cost(benefits, current, j) - rowPotential[current] - columnPotential[j];
          if (reduced < least[j]) {
            least[j] = reduced;
            before[j] = column;
          }
          if (least[j] < delta) {
            delta = least[j];
            next = j;
          }
        }
      }
      for (int j = 0; j <= size; j++) {
        if (used[j]) {
          rowPotential[rowOfColumn[j]] += delta;
          columnPotential[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      column = next;
    } while (rowOfColumn[column] != 0);
    while (column != 0) {
      rowOfColumn[column] = rowOfColumn[before[column]];
      column = before[column];
    }
  }

  /** Rows and columns from 1; those beyond the table are fillers that cost nothing. */
  private static double cost(double[][] benefits, int row, int column) {
    return row <= benefits.length && column <= benefits[0].length
        ? -benefits[row - 1][column - 1]
        : 0;
  }
}
