package org.techindex.common.place;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the boundaries of regions from GeoJSON (RFC 7946): features with a polygon or multipolygon
 * and a property that names a region.
 */
final class BoundaryFile {

  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private BoundaryFile() {}

  /** One feature: a part of a region, or all of it. */
  record Boundary(Region region, Geometry area) {}

  static List<Boundary> read(Path file) {
    JsonNode document;
    try (InputStream in = Files.newInputStream(file)) {
      document = JsonMapper.shared().readTree(in);
    } catch (NoSuchFileException e) {
      throw mistake(file, "is not there");
    } catch (IOException | JacksonException e) {
      throw mistake(file, "cannot be read as JSON");
    }
    List<Boundary> boundaries = new ArrayList<>();
    for (JsonNode feature : document.path("features")) {
      region(feature.path("properties"))
          .ifPresent(region -> boundaries.add(new Boundary(region, area(file, feature))));
    }
    if (boundaries.isEmpty()) {
      throw mistake(file, "has no feature with a property that names a region");
    }
    return boundaries;
  }

  private static Optional<Region> region(JsonNode properties) {
    return properties
        .propertyStream()
        .filter(property -> property.getValue().isString())
        .flatMap(property -> Region.find(property.getValue().stringValue()).stream())
        .findFirst();
  }

  private static Geometry area(Path file, JsonNode feature) {
    JsonNode geometry = feature.path("geometry");
    JsonNode coordinates = geometry.path("coordinates");
    try {
      return switch (geometry.path("type").asString("")) {
        case "Polygon" -> polygon(coordinates);
        case "MultiPolygon" -> multiPolygon(coordinates);
        default -> throw mistake(file, "has a region that is neither Polygon nor MultiPolygon");
      };
    } catch (IllegalArgumentException e) {
      throw mistake(file, "has a ring that is not closed or has too few points");
    }
  }

  private static Geometry multiPolygon(JsonNode polygons) {
    List<Polygon> parts = new ArrayList<>();
    polygons.forEach(polygon -> parts.add(polygon(polygon)));
    return GEOMETRY.createMultiPolygon(parts.toArray(Polygon[]::new));
  }

  private static Polygon polygon(JsonNode rings) {
    List<LinearRing> all = new ArrayList<>();
    rings.forEach(ring -> all.add(ring(ring)));
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a polygon has a ring");
    }
    return GEOMETRY.createPolygon(
        all.getFirst(), all.subList(1, all.size()).toArray(LinearRing[]::new));
  }

  private static LinearRing ring(JsonNode positions) {
    List<Coordinate> corners = new ArrayList<>();
    positions.forEach(position ->
        corners.add(
            new Coordinate(
                position.path(0).asDouble(Double.NaN), position.path(1).asDouble(Double.NaN))));
    return GEOMETRY.createLinearRing(corners.toArray(Coordinate[]::new));
  }

  private static OperatorException mistake(Path file, String what) {
    return new OperatorException(
        ExitCode.WRONG_USE,
        "the boundary file %s %s: name a GeoJSON file of the twelve regions".formatted(file, what));
  }
}
