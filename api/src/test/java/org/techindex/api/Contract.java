package org.techindex.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds answers against the OpenAPI document that the API serves. */
final class Contract {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode document;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  Contract(byte[] openApi) {
    document = JSON.readTree(openApi);
  }

  /** The templates of all paths. */
  Set<String> paths() {
    return new TreeSet<>(document.at("/paths").propertyNames());
  }

  /**
   * Asserts that the path, the media type and the body of an answer are what the document says.
   *
   * @param path without its query
   */
  void check(String path, HttpResponse<byte[]> answer) {
    String type =
        answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    if (answer.statusCode() >= 400 && answer.statusCode() != 416) {
      assertThat(type).isEqualTo("application/problem+json");
      validate(path, document.at("/components/responses/Problem/content"), type, answer.body());
    } else if (answer.statusCode() == 200
        && answer.headers().firstValue("Content-Encoding").isEmpty()) {
      JsonNode operation = operation(path);
      assertThat(operation).as("no path of the contract is " + path).isNotNull();
      if (answer.body().length > 0) {
        validate(path, operation.at("/get/responses/200/content"), type, answer.body());
      }
    }
  }

  private @Nullable JsonNode operation(String path) {
    for (Map.Entry<String, JsonNode> entry : document.at("/paths").properties()) {
      String pattern = entry.getKey().replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+");
      if (path.matches(pattern)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private void validate(String path, JsonNode content, String type, byte[] body) {
    JsonNode stated = content.get(type);
    assertThat(stated).as(path + " answers " + type + ", the contract " + content).isNotNull();
    JsonNode schema = stated.at("/schema");
    if (!schema.isEmpty()) {
      assertThat(schema(schema).validate(JSON.readTree(body))).as(path).isEmpty();
    }
  }

  private Schema schema(JsonNode reference) {
    return schemas.computeIfAbsent(
        reference.toString(),
        _ -> {
          ObjectNode root = (ObjectNode) reference.deepCopy();
          root.set("components", document.at("/components"));
          return SCHEMAS.getSchema(root.toString());
        });
  }
}
