package org.techindex.api.render;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of RFC 7946 that answers are made of; positions are longitude, then latitude. */
public final class GeoJson {

  private GeoJson() {}

  /**
   * @param coordinates nested as the type asks for
   */
  public record Geometry(String type, List<?> coordinates) {}

  public record Feature(
      String type, Geometry geometry, Map<String, ? extends @Nullable Object> properties) {

    static Feature of(Geometry geometry, Map<String, ? extends @Nullable Object> properties) {
      return new Feature("Feature", geometry, properties);
    }
  }

  public record FeatureCollection(String type, List<Feature> features) {

    static FeatureCollection of(List<Feature> features) {
      return new FeatureCollection("FeatureCollection", features);
    }
  }

  static Geometry point(double latitude, double longitude) {
    return new Geometry("Point", List.of(longitude, latitude));
  }
}
