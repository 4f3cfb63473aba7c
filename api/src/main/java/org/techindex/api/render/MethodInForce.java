package org.techindex.api.render;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.common.method.MethodFile;
import org.techindex.common.release.Manifest;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The method of an edition.
 *
 * @param factors weights as the method states them; none where heads are counted
 * @param settings every other number, by its path in the method file: "events.halfLifeMonths"
 * @param document the method file; null where the edition does not keep it
 * @param sha256 of the document, in hexadecimal
 */
public record MethodInForce(
    String edition,
    String method,
    List<FactorWeight> factors,
    Map<String, String> settings,
    @Nullable String document,
    @Nullable String sha256) {

  public record FactorWeight(String factor, double weight) {}

  /** A list of centroids is long and has a download of its own in the document. */
  private static final int LONGEST_SETTING = 100;

  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  public static MethodInForce of(Edition edition) {
    Optional<Kept> kept =
        edition
            .manifest()
            .map(Manifest::method)
            .map(file -> new Kept(file.content(), file.sha256()))
            .or(() -> included(edition.method()));
    Optional<JsonNode> tree = kept.map(file -> YAML.readTree(file.document()));
    return new MethodInForce(
        edition.id(),
        edition.method(),
        tree.map(MethodInForce::weights).orElse(List.of()),
        tree.map(MethodInForce::settings).orElse(Map.of()),
        kept.map(Kept::document).orElse(null),
        kept.map(Kept::sha256).orElse(null));
  }

  private record Kept(String document, String sha256) {}

  private static Optional<Kept> included(String name) {
    return MethodFile.INCLUDED.contains(name)
        ? Optional.of(MethodFile.find(name)).map(file -> new Kept(file.document(), file.sha256()))
        : Optional.empty();
  }

  private static List<FactorWeight> weights(JsonNode tree) {
    return tree.path("weights").properties().stream()
        .map(entry -> new FactorWeight(entry.getKey(), entry.getValue().asDouble(0)))
        .toList();
  }

  private static Map<String, String> settings(JsonNode tree) {
    Map<String, String> settings = new TreeMap<>();
    tree.properties().stream()
        .filter(entry -> !entry.getKey().equals("weights") && !entry.getKey().equals("name"))
        .forEach(entry -> flatten(entry.getKey(), entry.getValue(), settings));
    return settings;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> settings) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> flatten(path + "." + entry.getKey(), entry.getValue(), settings));
    } else if (node.isValueNode() && node.asString("").length() <= LONGEST_SETTING) {
      settings.put(path, node.asString(""));
    }
  }
}
