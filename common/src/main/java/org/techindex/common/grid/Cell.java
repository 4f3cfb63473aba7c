package org.techindex.common.grid;

import com.uber.h3core.H3Core;
import com.uber.h3core.util.LatLng;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A hexagon of the H3 grid at resolution 7: about 5.2 square kilometres, 1.4 km from centre to
 * corner. Cells order by their index, which breaks ties wherever two cells are otherwise equal.
 *
 * @param index the 64-bit H3 index
 * @see <a href="https://h3geo.org/docs/core-library/restable">H3 resolution table</a>
 */
public record Cell(long index) implements Comparable<Cell> {

  /** Resolution of every cell of the index. */
  public static final int RESOLUTION = 7;

  private static final H3Core H3 = load();

  private static H3Core load() {
    try {
      return H3Core.newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException("the H3 library cannot be loaded", e);
    }
  }

  /** The library behind the grid, for whole-grid operations such as rings and outlines. */
  static H3Core h3() {
    return H3;
  }

  /** The cell that holds the point. */
  public static Cell at(LatLon point) {
    return new Cell(H3.latLngToCell(point.latitudeDegrees(), point.longitudeDegrees(), RESOLUTION));
  }

  /**
   * Reads the hexadecimal form that H3 tools use.
   *
   * @throws IllegalArgumentException if it is not a cell of resolution 7
   */
  public static Cell parse(String hexadecimal) {
    long index;
    try {
      index = Long.parseUnsignedLong(hexadecimal, 16);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + hexadecimal + "' is not an H3 cell", e);
    }
    if (!H3.isValidCell(index) || H3.getResolution(index) != RESOLUTION) {
      throw new IllegalArgumentException(
          "'" + hexadecimal + "' is not an H3 cell of resolution " + RESOLUTION);
    }
    return new Cell(index);
  }

  public LatLon centre() {
    LatLng centre = H3.cellToLatLng(index);
    return new LatLon(centre.lat, centre.lng);
  }

  @Override
  public int compareTo(Cell other) {
    return Long.compare(index, other.index);
  }

  /** Hexadecimal, as H3 tools print it. */
  @Override
  public String toString() {
    return Long.toHexString(index);
  }
}
