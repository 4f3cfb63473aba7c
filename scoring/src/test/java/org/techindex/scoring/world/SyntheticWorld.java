package org.techindex.scoring.world;

import com.uber.h3core.H3Core;
import com.uber.h3core.util.CoordIJ;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.WeightedCells;

/**
 * A country drawn as text. Each character stands for one hexagon of resolution 7; hexagons of a row
 * are two columns apart, every other row is shifted by one column, so that the six neighbours of a
 * cell are the two beside it and the two pairs above and below:
 *
 * <pre>
 *  . 0 0 .
 * . 0 4 0 .
 *  . 0 0 .
 * </pre>
 *
 * A digit d is a cell with 2^d organisations (0: one, 4: sixteen), so that a sum names its cells; a
 * dot is no cell. Neighbouring centres are about 2.3 km apart in the part of England where the
 * world lies (2.2 to 2.4 depending on the direction).
 */
public final class SyntheticWorld {

  private static final LatLon SOMEWHERE_IN_ENGLAND = new LatLon(52.6, -1.1);

  private record Spot(int line, int column, long cell) {}

  private final List<String> lines;
  private final List<Spot> spots;
  private final WeightedCells cells;

  private SyntheticWorld(List<String> lines, List<Spot> spots, WeightedCells cells) {
    this.lines = lines;
    this.spots = spots;
    this.cells = cells;
  }

  public static SyntheticWorld of(String drawing) {
    H3Core h3 = h3();
    long origin = Cell.at(SOMEWHERE_IN_ENGLAND).index();
    CoordIJ zero = h3.cellToLocalIj(origin, origin);
    List<String> lines = drawing.lines().toList();
    List<Spot> spots = new ArrayList<>();
    List<Long> organisations = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      for (int column = 0; column < lines.get(line).length(); column++) {
        char drawn = lines.get(line).charAt(column);
        if (drawn != ' ' && Math.floorMod(column - line, 2) != columnParity(lines)) {
          throw new IllegalArgumentException(
              "line " + line + " is not shifted against the others: " + lines.get(line));
        }
        if (drawn >= '0' && drawn <= '9') {
          int steps = Math.floorDiv(column - line, 2);
          long cell = h3.localIjToCell(origin, new CoordIJ(zero.i + steps + line, zero.j + line));
          spots.add(new Spot(line, column, cell));
          organisations.add(1L << (drawn - '0'));
        }
      }
    }
    return new SyntheticWorld(
        lines,
        spots,
        WeightedCells.ofOrganisations(
            spots.stream().mapToLong(Spot::cell).toArray(),
            organisations.stream().mapToLong(Long::longValue).toArray()));
  }

  private static int columnParity(List<String> lines) {
    int first = 0;
    while (lines.getFirst().charAt(first) == ' ') {
      first++;
    }
    return first % 2;
  }

  private static H3Core h3() {
    try {
      return H3Core.newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public WeightedCells cells() {
    return cells;
  }

  /** H3 index of the cell drawn in a line and a column, both counted from 0. */
  public long cell(int line, int column) {
    return spots.stream()
        .filter(spot -> spot.line == line && spot.column == column)
        .findFirst()
        .orElseThrow()
        .cell;
  }

  /**
   * The same drawing with the label of its cluster in place of each digit: a for cluster 0, b for 1
   * and so on, a minus for Elsewhere.
   */
  public String draw(Clustering clustering) {
    StringBuilder[] drawn = lines.stream().map(StringBuilder::new).toArray(StringBuilder[]::new);
    for (Spot spot : spots) {
      int label = clustering.label(cells.positionOf(spot.cell));
      char letter = label == Clustering.ELSEWHERE ? '-' : (char) ('a' + label);
      drawn[spot.line].setCharAt(spot.column, letter);
    }
    return String.join("\n", drawn) + "\n";
  }
}
