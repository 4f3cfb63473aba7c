package org.techindex.common.place;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;

/**
 * The region of a point is that of the boundary around it, from a GeoJSON file that the operator
 * names. Coasts are drawn roughly and piers reach out: a point in no region belongs to the nearest
 * one within 3 km, unless a place of a neighbouring country is the nearest place to it.
 */
public final class BoundaryTerritory implements Territory {

  private static final double COAST_KILOMETRES = 3;

  private final NearestPlaceTerritory nearestPlace;
  private final List<Area> areas;

  private BoundaryTerritory(NearestPlaceTerritory nearestPlace, List<Area> areas) {
    this.nearestPlace = nearestPlace;
    this.areas = areas;
  }

  /**
   * Reads polygons and multipolygons of which a property names the region by title, ITL or GSS
   * code. Regions without a polygon have no points.
   *
   * @throws org.techindex.common.run.OperatorException if the file cannot be read or names no
   *     region
   */
  public static BoundaryTerritory load(Path geoJson, Gazetteer gazetteer) {
    Map<Region, Geometry> boundaries = new EnumMap<>(Region.class);
    BoundaryFile.read(geoJson)
        .forEach(boundary -> boundaries.merge(boundary.region(), boundary.area(), Geometry::union));
    List<Area> areas = new ArrayList<>();
    boundaries.forEach((region, area) -> areas.add(Area.of(region, area)));
    return new BoundaryTerritory(new NearestPlaceTerritory(gazetteer), areas);
  }

  @Override
  public Whereabouts whereabouts(LatLon point) {
    Optional<Region> region = regionAround(point);
    if (region.isEmpty()) {
      Whereabouts byNearestPlace = nearestPlace.whereabouts(point);
      if (byNearestPlace instanceof Whereabouts.Outside) {
        return byNearestPlace;
      }
      region = regionAtCoast(point);
    }
    return region.isPresent()
        ? new Whereabouts.Inside(Cell.at(point), region.get())
        : new Whereabouts.Outside(
            String.format(
                Locale.ROOT,
                "the point lies more than %.0f km outside the boundaries of all regions",
                COAST_KILOMETRES));
  }

  private Optional<Region> regionAround(LatLon point) {
    Coordinate coordinate = new Coordinate(point.longitudeDegrees(), point.latitudeDegrees());
    return areas.stream().filter(area -> area.covers(coordinate)).map(Area::region).findFirst();
  }

  private Optional<Region> regionAtCoast(LatLon point) {
    Optional<Region> nearest = Optional.empty();
    double nearestKilometres = COAST_KILOMETRES;
    for (Area area : areas) {
      double kilometres = area.kilometresTo(point);
      if (kilometres <= nearestKilometres) {
        nearest = Optional.of(area.region());
        nearestKilometres = kilometres;
      }
    }
    return nearest;
  }

  /** The ground of a region, in degrees of longitude and latitude. */
  private record Area(
      Region region,
      Envelope envelope,
      IndexedPointInAreaLocator locator,
      IndexedFacetDistance edge) {

    static Area of(Region region, Geometry geometry) {
      return new Area(
          region,
          geometry.getEnvelopeInternal(),
          new IndexedPointInAreaLocator(geometry),
          new IndexedFacetDistance(geometry));
    }

    boolean covers(Coordinate coordinate) {
      return envelope.contains(coordinate) && locator.locate(coordinate) != Location.EXTERIOR;
    }

    /**
     * Distance to the point of the edge that is nearest in degrees: never less than the distance to
     * the edge, and at 60 degrees north at most twice that.
     */
    double kilometresTo(LatLon point) {
      Coordinate from = new Coordinate(point.longitudeDegrees(), point.latitudeDegrees());
      Coordinate[] nearest = edge.nearestPoints(new GeometryFactory().createPoint(from));
      return point.kilometresTo(new LatLon(nearest[0].y, nearest[0].x));
    }
  }
}
