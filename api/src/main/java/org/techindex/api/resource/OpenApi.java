package org.techindex.api.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract of the API: OpenAPI 3.1, kept as YAML for its authors and served as JSON. */
final class OpenApi {

  private OpenApi() {}

  static byte[] json() {
    try (InputStream yaml = OpenApi.class.getResourceAsStream("openapi.yaml")) {
      if (yaml == null) {
        throw new IllegalStateException("openapi.yaml is not in this build");
      }
      return JsonMapper.shared()
          .writeValueAsBytes(YAMLMapper.builder().build().readTree(yaml.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
