package org.techindex.common.release;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON form of what is published. Equal values give equal bytes: fields stand in the order
 * of their record and numbers in Java's shortest form that reads back the same.
 */
public final class RankingJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private RankingJson() {}

  public static byte[] write(Object published) {
    return MAPPER.writeValueAsBytes(published);
  }

  /**
   * @throws IllegalArgumentException if the bytes are not the JSON of such a record
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "not the JSON of a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }
}
