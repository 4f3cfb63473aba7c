package org.techindex.common.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many of the input were refused, by field and rule. Not safe for several threads. */
public final class RefusalCounts {

  /**
   * @param field as the producer names it
   * @param rule what was asked for
   */
  private record Reason(String field, String rule) {}

  private final Map<Reason, Long> counts = new HashMap<>();
  private long total;

  public void add(String field, String rule) {
    add(field, rule, 1);
  }

  public void add(String field, String rule, long times) {
    counts.merge(new Reason(field, rule), times, Long::sum);
    total += times;
  }

  public long total() {
    return total;
  }

  /** A line for each reason, the most frequent first: " 12 location.lat: is required". */
  public List<String> table() {
    Comparator<Map.Entry<Reason, Long>> mostFirst =
        Comparator.comparingLong(entry -> -entry.getValue());
    List<Map.Entry<Reason, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(
        mostFirst
            .thenComparing(entry -> entry.getKey().field)
            .thenComparing(entry -> entry.getKey().rule));
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Reason, Long> entry : sorted) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,9d  %s: %s",
              entry.getValue(),
              entry.getKey().field,
              entry.getKey().rule));
    }
    return List.copyOf(lines);
  }
}
