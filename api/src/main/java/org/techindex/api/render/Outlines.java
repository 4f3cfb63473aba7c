package org.techindex.api.render;

import com.uber.h3core.H3Core;
import com.uber.h3core.util.LatLng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.buffer.BufferOp;
import org.locationtech.jts.operation.buffer.BufferParameters;
import org.techindex.api.read.Edition;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.CellWeight;
import org.techindex.common.release.SectorRanking.RankedCluster;

/**
 * The outlines of a sector's clusters, in degrees, drawn from their cells.
 *
 * <p>A cluster consists of the cells with activity only, so it has gaps. An empty cell goes to the
 * nearest cell with activity within {@value #REACH_CELLS} steps on the grid, the lower index of
 * equals, whether that belongs to a cluster or to Elsewhere; so the cells are shared out and no two
 * clusters have one in common. The union of a cluster's cells then has its corners rounded from
 * inside (morphological opening), which takes nothing from outside: two outlines never overlap.
 */
final class Outlines {

  static final int REACH_CELLS = 2;

  /** Below the 1.2 km from a cell's centre to its sides, so that no cell is rounded away. */
  private static final double ROUNDING_KILOMETRES = 0.9;

  /** Keeps outlines apart when their points are rounded to {@link #DEGREE_STEP}. */
  private static final double GAP_KILOMETRES = 0.05;

  private static final int POINTS_PER_QUARTER = 2;
  private static final double DEGREE_STEP = 1e-4;
  private static final double KILOMETRES_PER_DEGREE =
      Math.toRadians(1) * LatLon.EARTH_RADIUS_KILOMETRES;

  private static final H3Core H3 = load();
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private Outlines() {}

  private static H3Core load() {
    try {
      return H3Core.newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException("the H3 library cannot be loaded", e);
    }
  }

  static H3Core grid() {
    return H3;
  }

  /** Outlines by the cluster's id within the sector, in table order; Elsewhere has none. */
  static Map<String, GeoJson.Geometry> of(SectorRanking ranking) {
    Map<Long, String> owners = owners(ranking);
    Map<String, List<Long>> cells = new HashMap<>();
    owners.forEach((cell, id) -> cells.computeIfAbsent(id, _ -> new ArrayList<>()).add(cell));
    Map<String, GeoJson.Geometry> outlines = new LinkedHashMap<>();
    for (RankedCluster cluster : ranking.clusters()) {
      outlines.put(cluster.id(), outline(cells.getOrDefault(cluster.id(), List.of())));
    }
    return outlines;
  }

  /** The corners of a cell as a GeoJSON polygon. */
  static GeoJson.Geometry hexagon(String cell) {
    List<List<Double>> ring = new ArrayList<>();
    for (LatLng corner : H3.cellToBoundary(Cell.parse(cell).index())) {
      ring.add(List.of(rounded(corner.lng), rounded(corner.lat)));
    }
    ring.add(ring.getFirst());
    return new GeoJson.Geometry("Polygon", List.of(ring));
  }

  private static Map<Long, String> owners(SectorRanking ranking) {
    TreeMap<Long, String> active = new TreeMap<>();
    for (RankedCluster row : Edition.rows(ranking)) {
      for (CellWeight cell : row.cells()) {
        active.put(Cell.parse(cell.cell()).index(), row.id());
      }
    }
    Map<Long, String> owners = new HashMap<>(active);
    Map<Long, Long> nearest = new HashMap<>();
    active.keySet().forEach(cell -> nearest.put(cell, cell));
    List<Long> edge = List.copyOf(active.keySet());
    for (int step = 0; step < REACH_CELLS; step++) {
      TreeMap<Long, Long> reached = new TreeMap<>();
      for (long cell : edge) {
        long origin = nearest.getOrDefault(cell, cell);
        for (long neighbour : H3.gridDisk(cell, 1)) {
          if (!nearest.containsKey(neighbour)) {
            reached.merge(neighbour, origin, Math::min);
          }
        }
      }
      reached.forEach((cell, origin) -> {
        nearest.put(cell, origin);
        String owner = active.get(origin);
        if (owner != null) {
          owners.put(cell, owner);
        }
      });
      edge = List.copyOf(reached.keySet());
    }
    return owners;
  }

  private static GeoJson.Geometry outline(List<Long> cells) {
    List<Long> sorted = cells.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return new GeoJson.Geometry("MultiPolygon", List.of());
    }
    double latitude = new Cell(sorted.getFirst()).centre().latitudeDegrees();
    Plane plane = new Plane(Math.cos(Math.toRadians(latitude)));
    List<Polygon> polygons = new ArrayList<>();
    for (List<List<LatLng>> rings : H3.cellsToMultiPolygon(sorted, true)) {
      LinearRing[] holes = rings.stream().skip(1).map(plane::ring).toArray(LinearRing[]::new);
      polygons.add(GEOMETRY.createPolygon(plane.ring(rings.getFirst()), holes));
    }
    Geometry union = GEOMETRY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    BufferParameters round = new BufferParameters(POINTS_PER_QUARTER);
    Geometry opened =
        BufferOp.bufferOp(
            BufferOp.bufferOp(union, -ROUNDING_KILOMETRES, round),
            ROUNDING_KILOMETRES - GAP_KILOMETRES,
            round);
    return plane.multiPolygon(opened);
  }

  private static double rounded(double degrees) {
    return Math.rint(degrees / DEGREE_STEP) / Math.rint(1 / DEGREE_STEP);
  }

  /**
   * A plane in kilometres that is true enough over one cluster: degrees of longitude are shortened
   * by the cosine of one of its latitudes.
   */
  private record Plane(double cosine) {

    LinearRing ring(List<LatLng> corners) {
      Coordinate[] coordinates = new Coordinate[corners.size()];
      for (int i = 0; i < coordinates.length; i++) {
        coordinates[i] =
            new Coordinate(
                corners.get(i).lng * cosine * KILOMETRES_PER_DEGREE,
                corners.get(i).lat * KILOMETRES_PER_DEGREE);
      }
      return GEOMETRY.createLinearRing(coordinates);
    }

    GeoJson.Geometry multiPolygon(Geometry geometry) {
      List<List<List<List<Double>>>> polygons = new ArrayList<>();
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        if (geometry.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
          List<List<List<Double>>> rings = new ArrayList<>();
          // RFC 7946: outer rings against the clock, holes with it.
          polygon.normalize();
          rings.add(positions(polygon.getExteriorRing().reverse()));
          for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            rings.add(positions(polygon.getInteriorRingN(hole).reverse()));
          }
          polygons.add(rings);
        }
      }
      return new GeoJson.Geometry("MultiPolygon", polygons);
    }

    private List<List<Double>> positions(LinearRing ring) {
      List<List<Double>> positions = new ArrayList<>();
      for (Coordinate coordinate : ring.getCoordinates()) {
        List<Double> position =
            List.of(
                rounded(coordinate.x / cosine / KILOMETRES_PER_DEGREE),
                rounded(coordinate.y / KILOMETRES_PER_DEGREE));
        if (positions.isEmpty() || !positions.getLast().equals(position)) {
          positions.add(position);
        }
      }
      return positions;
    }
  }
}
