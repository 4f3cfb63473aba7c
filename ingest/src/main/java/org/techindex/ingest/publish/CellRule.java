package org.techindex.ingest.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.techindex.common.signal.Refusal;
import org.techindex.common.signal.RefusedException;

/**
 * How one cell of the canonical row is made from the cells of another file: a value is taken, split
 * into parts, the parts are translated, joined by {@code |}, and dressed.
 *
 * @param split what separates the parts in the value; empty if it is one part
 * @param words translations of parts, whatever their case
 * @param untranslated what becomes of a part that {@code words} does not have
 * @param find the first of these words that stands in a part is all that is kept of it
 * @param prefix put before a value that is not empty
 * @param suffix put behind it
 * @param fallback the value where all this gives none
 */
record CellRule(
    Origin origin,
    Optional<String> split,
    Map<String, String> words,
    Untranslated untranslated,
    List<String> find,
    String prefix,
    String suffix,
    String fallback) {

  /** What separates the parts of a canonical cell. */
  private static final String PART = "|";

  CellRule {
    words = Map.copyOf(words);
    find = List.copyOf(find);
  }

  /** What becomes of a part that has no translation. */
  enum Untranslated {
    KEEP,
    DROP
  }

  /** Where a value comes from. */
  sealed interface Origin {

    /** The columns that it reads. */
    List<String> columns();

    /** The first of several columns that holds something. */
    record FirstOf(List<String> columns) implements Origin {
      public FirstOf {
        columns = List.copyOf(columns);
      }
    }

    /** All columns that hold something, with a text between them. */
    record Joined(List<String> columns, String with) implements Origin {
      public Joined {
        columns = List.copyOf(columns);
      }
    }

    /** The same text for every row. */
    record Constant(String text) implements Origin {
      @Override
      public List<String> columns() {
        return List.of();
      }
    }

    /**
     * Parts of a whole, as the producer's own sectors: for each sector the sum of its columns, each
     * times a factor, over the column of the whole; at most one.
     */
    record Parts(String whole, Map<String, Map<String, Double>> factorsOfSector) implements Origin {
      @Override
      public List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(whole));
        factorsOfSector.values().forEach(factors -> columns.addAll(factors.keySet()));
        return columns;
      }
    }
  }

  /** The cell of the canonical row; empty for an absent field. */
  String apply(Map<String, String> row) throws RefusedException {
    String value =
        switch (origin) {
          case Origin.FirstOf(List<String> columns) ->
              columns.stream()
                  .map(column -> cell(row, column))
                  .filter(cell -> !cell.isEmpty())
                  .findFirst()
                  .orElse("");
          case Origin.Joined(List<String> columns, String with) ->
              String.join(
                  with,
                  columns.stream()
                      .map(column -> cell(row, column))
                      .filter(cell -> !cell.isEmpty())
                      .toList());
          case Origin.Constant(String text) -> text;
          case Origin.Parts parts -> fractions(parts, row);
        };
    String made = translate(value);
    return made.isEmpty() ? fallback : prefix + made + suffix;
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "").strip();
  }

  private String translate(String value) {
    if (split.isEmpty() && words.isEmpty() && find.isEmpty()) {
      return value;
    }
    List<String> parts = new ArrayList<>();
    String[] written =
        split.isEmpty() ? new String[] {value} : value.split(Pattern.quote(split.get()), -1);
    for (String part : written) {
      String translated = found(translated(part.strip()));
      if (!translated.isEmpty() && !parts.contains(translated)) {
        parts.add(translated);
      }
    }
    return String.join(PART, parts);
  }

  private String translated(String part) {
    for (Map.Entry<String, String> word : words.entrySet()) {
      if (word.getKey().equalsIgnoreCase(part)) {
        return word.getValue();
      }
    }
    return words.isEmpty() || untranslated == Untranslated.KEEP ? part : "";
  }

  private String found(String part) {
    return find.isEmpty()
        ? part
        : find.stream().filter(word -> RowCondition.holdsWord(part, word)).findFirst().orElse("");
  }

  private static String fractions(Origin.Parts parts, Map<String, String> row)
      throws RefusedException {
    double whole = number(parts.whole, row);
    if (whole <= 0) {
      return "";
    }
    List<String> sectors = new ArrayList<>();
    for (var factors : parts.factorsOfSector.entrySet()) {
      double sum = 0;
      for (var factor : factors.getValue().entrySet()) {
        sum += factor.getValue() * number(factor.getKey(), row);
      }
      if (sum > 0) {
        sectors.add(factors.getKey() + ":" + Math.min(1, Math.round(sum / whole * 1e6) / 1e6));
      }
    }
    return String.join(PART, sectors);
  }

  private static double number(String column, Map<String, String> row) throws RefusedException {
    String cell = cell(row, column);
    if (cell.isEmpty()) {
      return 0;
    }
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new RefusedException(new Refusal.BadField(column, "is a number", cell));
    }
  }
}
