package org.techindex.scoring.share;

import java.util.HashMap;
import java.util.Map;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.total.SectorTotals;

/**
 * The row that a cell belongs to where the sector itself has no signals in the cell: that of the
 * sector's nearest cell, if its centre is within {@value #REACH_KILOMETRES} km; Elsewhere
 * otherwise. Without this the other sectors' activity in the gaps of a cluster would be missing
 * from the cluster, and every sector would look concentrated in its own clusters.
 */
final class NearestCells {

  /** The bandwidth of density peaks in the default method. */
  static final double REACH_KILOMETRES = 8;

  /** A square of this height, in degrees of latitude, is just over the reach. */
  private static final double SQUARE_DEGREES = 0.0725;

  private final SectorTotals own;
  private final Rows ownRows;
  private final LatLon[] centres;
  private final int[] nextInSquare;
  private final Map<Long, Integer> firstInSquare = new HashMap<>();

  NearestCells(SectorTotals own, Clustering clustering) {
    this.own = own;
    this.ownRows = Rows.of(clustering);
    this.centres = new LatLon[own.size()];
    this.nextInSquare = new int[own.size()];
    for (int cell = own.size() - 1; cell >= 0; cell--) {
      centres[cell] = new Cell(own.cell(cell)).centre();
      Integer first = firstInSquare.put(square(row(centres[cell]), column(centres[cell])), cell);
      nextInSquare[cell] = first == null ? -1 : first;
    }
  }

  /** The rows of the cells of another sector. */
  Rows rowsOf(SectorTotals other) {
    int[] rows = new int[other.size()];
    for (int cell = 0; cell < rows.length; cell++) {
      int same = own.indexOf(other.cell(cell));
      int nearest = same >= 0 ? same : nearest(new Cell(other.cell(cell)).centre());
      rows[cell] = nearest < 0 ? ownRows.clusters() : ownRows.ofCell(nearest);
    }
    return new Rows(ownRows.clusters(), rows);
  }

  private int nearest(LatLon point) {
    int nearest = -1;
    double nearestKilometres = REACH_KILOMETRES;
    int squares =
        (int) Math.ceil(1 / Math.max(0.02, Math.cos(Math.toRadians(point.latitudeDegrees()))));
    for (int row = row(point) - 1; row <= row(point) + 1; row++) {
      for (int column = column(point) - squares; column <= column(point) + squares; column++) {
        Integer first = firstInSquare.get(square(row, column));
        for (int cell = first == null ? -1 : first; cell >= 0; cell = nextInSquare[cell]) {
          double kilometres = point.kilometresTo(centres[cell]);
          if (kilometres < nearestKilometres
              || (kilometres == nearestKilometres && (nearest < 0 || cell < nearest))) {
            nearest = cell;
            nearestKilometres = kilometres;
          }
        }
      }
    }
    return nearest;
  }

  private static int row(LatLon point) {
    return (int) Math.floor(point.latitudeDegrees() / SQUARE_DEGREES);
  }

  private static int column(LatLon point) {
    return (int) Math.floor(point.longitudeDegrees() / SQUARE_DEGREES);
  }

  private static long square(int row, int column) {
    return ((long) row << 32) | (column & 0xffffffffL);
  }
}
