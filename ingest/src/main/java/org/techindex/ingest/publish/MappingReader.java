package org.techindex.ingest.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.techindex.common.config.NearestName;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.signal.SignalRow;
import org.techindex.ingest.publish.CellRule.Origin;
import org.techindex.ingest.publish.CellRule.Untranslated;
import org.techindex.ingest.publish.Mapping.KindRule;
import org.techindex.ingest.publish.Mapping.Skip;
import tools.jackson.databind.JsonNode;

/** Reads one mapping and collects all its mistakes. */
final class MappingReader {

  private static final List<String> TOP =
      List.of("description", "source", "kinds", "skip", "fields");
  private static final List<String> KIND = List.of("kind", "when");
  private static final List<String> SKIP = List.of("when", "reason");
  private static final List<String> CONDITION = List.of("column", "is", "contains", "blank");
  private static final List<String> ORIGINS =
      List.of("column", "first-of", "join", "constant", "parts");
  private static final List<String> CELL =
      List.of(
          "column",
          "first-of",
          "join",
          "constant",
          "parts",
          "of",
          "with",
          "split",
          "words",
          "otherwise",
          "find",
          "prefix",
          "suffix",
          "fallback");

  private final List<String> mistakes = new ArrayList<>();

  List<String> mistakes() {
    return mistakes;
  }

  Mapping read(JsonNode tree) {
    refuseUnknown("", tree, TOP);
    List<KindRule> kinds = new ArrayList<>();
    for (JsonNode node : tree.path("kinds")) {
      refuseUnknown("kinds.", node, KIND);
      String word = node.path("kind").asString("");
      Optional<SignalKind> kind = SignalKind.find(word);
      if (kind.isEmpty()) {
        mistakes.add("kinds.kind is one of " + kindWords() + ", not '" + word + "'");
      } else {
        kinds.add(
            new KindRule(
                kind.get(),
                node.has("when")
                    ? Optional.of(condition("kinds.when.", node.path("when")))
                    : Optional.empty()));
      }
    }
    if (kinds.isEmpty()) {
      mistakes.add("kinds is missing: list at least one, as `- kind: business`");
    }
    List<Skip> skips = new ArrayList<>();
    for (JsonNode node : tree.path("skip")) {
      refuseUnknown("skip.", node, SKIP);
      skips.add(
          new Skip(
              condition("skip.when.", node.path("when")),
              text("skip.", node, "reason", "left out")));
    }
    return new Mapping(
        tree.has("source") ? Optional.of(tree.path("source").asString("")) : Optional.empty(),
        kinds,
        skips,
        cells(tree.path("fields"), kinds));
  }

  private Map<String, CellRule> cells(JsonNode fields, List<KindRule> kinds) {
    Set<String> columns = new TreeSet<>();
    kinds.forEach(rule -> columns.addAll(SignalRow.columns(rule.kind())));
    Map<String, CellRule> cells = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!columns.contains(field.getKey())) {
        mistakes.add(
            "fields: signals of this kind have no "
                + field.getKey()
                + NearestName.hint(field.getKey(), columns));
      }
      cells.put(field.getKey(), cell("fields." + field.getKey() + ".", field.getValue()));
    }
    for (String required : List.of("id", "name", "observed")) {
      if (!cells.containsKey(required)) {
        mistakes.add("fields." + required + " is missing");
      }
    }
    return cells;
  }

  private CellRule cell(String path, JsonNode node) {
    refuseUnknown(path, node, CELL);
    return new CellRule(
        origin(path, node),
        node.has("split") ? Optional.of(text(path, node, "split", "|")) : Optional.empty(),
        words(node.path("words")),
        untranslated(path, node),
        texts(node.path("find")),
        text(path, node, "prefix", ""),
        text(path, node, "suffix", ""),
        text(path, node, "fallback", ""));
  }

  private Origin origin(String path, JsonNode node) {
    List<String> stated = ORIGINS.stream().filter(node::has).toList();
    if (stated.size() != 1) {
      mistakes.add(path + " has one of " + String.join(", ", ORIGINS));
      return new Origin.Constant("");
    }
    return switch (stated.getFirst()) {
      case "column" -> new Origin.FirstOf(List.of(text(path, node, "column", "")));
      case "first-of" -> new Origin.FirstOf(texts(node.path("first-of")));
      case "join" -> new Origin.Joined(texts(node.path("join")), text(path, node, "with", " "));
      case "constant" -> new Origin.Constant(text(path, node, "constant", ""));
      case "parts" -> new Origin.Parts(text(path, node, "of", ""), parts(path, node.path("parts")));
      default -> throw new IllegalStateException(stated.getFirst());
    };
  }

  private Map<String, Map<String, Double>> parts(String path, JsonNode node) {
    Map<String, Map<String, Double>> parts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> sector : node.properties()) {
      if (Sector.find(sector.getKey()).isEmpty()) {
        mistakes.add(path + "parts: '" + sector.getKey() + "' is no sector");
      }
      Map<String, Double> factors = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> factor : sector.getValue().properties()) {
        if (!factor.getValue().isNumber()) {
          mistakes.add(path + "parts: " + factor.getKey() + " is a number");
        }
        factors.put(factor.getKey(), factor.getValue().asDouble(0));
      }
      parts.put(sector.getKey(), factors);
    }
    return parts;
  }

  private Untranslated untranslated(String path, JsonNode node) {
    String word = text(path, node, "otherwise", "drop");
    return switch (word) {
      case "keep" -> Untranslated.KEEP;
      case "drop" -> Untranslated.DROP;
      default -> {
        mistakes.add(path + "otherwise is keep or drop, not '" + word + "'");
        yield Untranslated.DROP;
      }
    };
  }

  private RowCondition condition(String path, JsonNode node) {
    refuseUnknown(path, node, CONDITION);
    String column = text(path, node, "column", "");
    if (column.isEmpty()) {
      mistakes.add(path + "column is missing");
    }
    if (node.has("is")) {
      return new RowCondition.Is(column, text(path, node, "is", ""));
    }
    if (node.has("contains")) {
      return new RowCondition.Contains(column, text(path, node, "contains", ""));
    }
    if (!node.has("blank")) {
      mistakes.add(path + " has one of is, contains, blank");
    }
    return new RowCondition.Blank(column);
  }

  private String text(String path, JsonNode node, String key, String absent) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return absent;
    }
    if (!value.isValueNode()) {
      mistakes.add(path + key + " is a text");
      return absent;
    }
    return value.asString(absent);
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(each.asString("")));
    return texts;
  }

  private static Map<String, String> words(JsonNode node) {
    Map<String, String> words = new HashMap<>();
    node.properties().forEach(word -> words.put(word.getKey(), word.getValue().asString("")));
    return words;
  }

  private void refuseUnknown(String path, JsonNode node, List<String> known) {
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!known.contains(property.getKey())) {
        mistakes.add(
            "unknown key " + path + property.getKey() + NearestName.hint(property.getKey(), known));
      }
    }
  }

  private static String kindWords() {
    return String.join(", ", Arrays.stream(SignalKind.values()).map(SignalKind::word).toList());
  }
}
