package org.techindex.ingest.publish;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.techindex.common.receipt.RecordRange;
import org.techindex.common.run.RefusalCounts;
import org.techindex.common.signal.SignalKind;

/** What a publication did: counts, and the first refused rows one by one. */
public final class PublishReport {

  /** Refused rows that are listed one by one; the rest is in the counts. */
  private static final int MOST_LISTED = 50;

  private final Map<SignalKind, Long> readyOfKind = new EnumMap<>(SignalKind.class);
  private final RefusalCounts refused = new RefusalCounts();
  private final RefusalCounts skipped = new RefusalCounts();
  private final List<String> listed = new ArrayList<>();
  private final boolean dryRun;
  private List<RecordRange> written = List.of();

  PublishReport(boolean dryRun) {
    this.dryRun = dryRun;
  }

  void add(String file, Prepared prepared) {
    switch (prepared) {
      case Prepared.Ready ready -> readyOfKind.merge(ready.envelope().kind(), 1L, Long::sum);
      case Prepared.Refused(long line, String field, String rule, String value) -> {
        refused.add(field, rule);
        if (listed.size() < MOST_LISTED) {
          String found = value.isEmpty() ? "" : " (found: " + value + ")";
          listed.add(file + ":" + line + ": " + field + " " + rule + found);
        }
      }
      case Prepared.Skipped(long _, String reason) -> skipped.add("row", reason);
    }
  }

  void written(List<RecordRange> ranges) {
    written = List.copyOf(ranges);
  }

  public long refused() {
    return refused.total();
  }

  /** Signals that were sent, or would have been. */
  public long ready() {
    return readyOfKind.values().stream().mapToLong(Long::longValue).sum();
  }

  /** For people: refused rows, reasons, the line that sums it up, and how to ask for receipts. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(listed);
    if (refused.total() > listed.size()) {
      lines.add(String.format(Locale.ROOT, "... and %,d more", refused.total() - listed.size()));
    }
    if (refused.total() > 0) {
      lines.add(String.format(Locale.ROOT, "refused %,d:", refused.total()));
      lines.addAll(refused.table());
    }
    if (skipped.total() > 0) {
      lines.add(String.format(Locale.ROOT, "left out %,d:", skipped.total()));
      lines.addAll(skipped.table());
    }
    List<String> kinds = new ArrayList<>();
    readyOfKind.forEach(
        (kind, count) -> kinds.add(String.format(Locale.ROOT, "%,d %s", count, plural(kind))));
    lines.add(
        (dryRun ? "valid, not sent: " : "published: ")
            + (kinds.isEmpty() ? "nothing" : String.join(", ", kinds)));
    if (!written.isEmpty()) {
      lines.add("what became of them: receipt --batch " + RecordRange.print(written));
    }
    return List.copyOf(lines);
  }

  private static String plural(SignalKind kind) {
    return switch (kind) {
      case BUSINESS -> "businesses";
      case EVENT -> "events";
      case INSTITUTION -> "institutions";
      case PUBLICATION -> "publications";
    };
  }
}
