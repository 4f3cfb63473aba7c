package org.techindex.common.receipt;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Consecutive records of one partition: "signals.event/0@120..5119".
 *
 * @param lastOffset at least {@code firstOffset}
 */
public record RecordRange(String topic, int partition, long firstOffset, long lastOffset) {

  private static final Pattern FORM =
      Pattern.compile("([a-z.]{1,100})/(\\d{1,6})@(\\d{1,13})\\.\\.(\\d{1,13})");

  /**
   * @throws IllegalArgumentException if it ends before it begins
   */
  public RecordRange {
    if (lastOffset < firstOffset) {
      throw new IllegalArgumentException("a range of records does not end before it begins");
    }
  }

  /**
   * Reads ranges separated by commas, as {@link #print} writes them.
   *
   * @throws IllegalArgumentException if a range is not of the form
   */
  public static List<RecordRange> parse(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(part -> {
          Matcher matcher = FORM.matcher(part.strip());
          if (!matcher.matches()) {
            throw new IllegalArgumentException(
                "'" + part + "' is no range of records like signals.event/0@120..5119");
          }
          return new RecordRange(
              matcher.group(1),
              Integer.parseInt(matcher.group(2)),
              Long.parseLong(matcher.group(3)),
              Long.parseLong(matcher.group(4)));
        })
        .toList();
  }

  /** The form that {@link #parse} reads. */
  public static String print(List<RecordRange> ranges) {
    return ranges.stream().map(RecordRange::toString).collect(Collectors.joining(","));
  }

  /**
   * The smallest range that holds both.
   *
   * @param other of the same partition
   */
  public RecordRange around(RecordRange other) {
    return new RecordRange(
        topic,
        partition,
        Math.min(firstOffset, other.firstOffset),
        Math.max(lastOffset, other.lastOffset));
  }

  public long records() {
    return lastOffset - firstOffset + 1;
  }

  @Override
  public String toString() {
    return topic + "/" + partition + "@" + firstOffset + ".." + lastOffset;
  }
}
