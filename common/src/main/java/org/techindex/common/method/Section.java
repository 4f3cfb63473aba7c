package org.techindex.common.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.techindex.common.config.NearestName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One level of a settings file. A key is known once it was asked for; what is left over at the end
 * is unknown. Mistakes are collected, so that a file shows all of them at once; a value that is
 * missing or wrong reads as the lowest one allowed.
 */
final class Section {

  private final String path;
  private final JsonNode node;
  private final List<String> mistakes;
  private final List<String> known = new ArrayList<>();

  /**
   * @param path what stands before each key in messages: "" or "clusterer."
   */
  Section(String path, JsonNode node, List<String> mistakes) {
    this.path = path;
    this.node = node;
    this.mistakes = mistakes;
    if (!node.isObject()) {
      mistakes.add(
          (path.isEmpty() ? "the file" : path.substring(0, path.length() - 1))
              + " must hold keys and values");
    }
  }

  boolean has(String key) {
    known.add(key);
    return node.has(key) && !node.get(key).isNull();
  }

  Section section(String key) {
    if (!has(key)) {
      missing(key);
    }
    return new Section(
        path + key + ".", present(key).orElse(JsonNodeFactory.instance.objectNode()), mistakes);
  }

  String text(String key) {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return "";
    }
    if (!value.get().isString() || value.get().stringValue().isBlank()) {
      mistake(key, "must be a text, not " + value.get());
      return "";
    }
    return value.get().stringValue();
  }

  /** One of the given words; the first of them where it is missing or wrong. */
  String word(String key, List<String> words) {
    Optional<JsonNode> value = value(key);
    if (value.isPresent() && !words.contains(value.get().asString())) {
      mistake(key, "must be one of " + String.join(", ", words) + ", not " + value.get());
      return words.getFirst();
    }
    return value.map(JsonNode::asString).orElse(words.getFirst());
  }

  double number(String key, Range range) {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return range.anyWithin();
    }
    double number = number(value.get());
    if (!range.holds(number)) {
      mistake(key, "must be a number " + range + ", not " + value.get());
      return range.anyWithin();
    }
    return number;
  }

  /** A whole number of at least {@code lowest}. */
  int whole(String key, int lowest) {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return lowest;
    }
    double number = number(value.get());
    if (number != Math.rint(number) || number < lowest || number > Integer.MAX_VALUE) {
      mistake(key, "must be a whole number, " + lowest + " or more, not " + value.get());
      return lowest;
    }
    return (int) number;
  }

  /** Every key of this section with its value, in alphabetical order; all count as known. */
  Map<String, JsonNode> entries() {
    Map<String, JsonNode> entries = new TreeMap<>();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      known.add(property.getKey());
      entries.put(property.getKey(), property.getValue());
    }
    return entries;
  }

  /** Reports every key that was never asked for, with the nearest one that was. */
  void refuseUnknown() {
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!known.contains(property.getKey())) {
        mistakes.add(
            "unknown key " + path + property.getKey() + NearestName.hint(property.getKey(), known));
      }
    }
  }

  void mistake(String key, String what) {
    mistakes.add(path + key + " " + what);
  }

  private Optional<JsonNode> value(String key) {
    if (!has(key)) {
      missing(key);
    }
    return present(key);
  }

  private void missing(String key) {
    if (node.isObject()) {
      mistake(key, "is missing");
    }
  }

  private Optional<JsonNode> present(String key) {
    return node.has(key) && !node.get(key).isNull() ? Optional.of(node.get(key)) : Optional.empty();
  }

  /** YAML takes 1e9 for a text: it is a number here; not a number for anything else. */
  private static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    try {
      return Double.parseDouble(value.asString());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * The numbers that a key may have; the ends as {@code fromIncluded} and {@code toIncluded} say.
   */
  record Range(double from, boolean fromIncluded, double to, boolean toIncluded) {

    static final Range POSITIVE = new Range(0, false, 1e9, true);
    static final Range ZERO_OR_MORE = new Range(0, true, 1e9, true);
    static final Range ONE_OR_MORE = new Range(1, true, 1e9, true);
    static final Range FRACTION_BELOW_ONE = new Range(0, true, 1, false);
    static final Range INNER_FRACTION = new Range(0, false, 1, false);

    boolean holds(double number) {
      return (fromIncluded ? number >= from : number > from)
          && (toIncluded ? number <= to : number < to);
    }

    double anyWithin() {
      return fromIncluded ? from : from + (Math.min(to, from + 1) - from) / 2;
    }

    @Override
    public String toString() {
      String low = fromIncluded ? "from " : "above ";
      String high = toIncluded ? " to " : " to below ";
      return low + FactorWeights.readable(from) + high + FactorWeights.readable(to);
    }
  }
}
