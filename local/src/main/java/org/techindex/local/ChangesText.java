package org.techindex.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.techindex.common.release.ReleaseChanges;
import org.techindex.common.release.ReleaseChanges.ClusterChange;
import org.techindex.common.release.ReleaseChanges.SectorChanges;

/** What moved from one release to the next, as plain text for a terminal of 100 columns. */
public final class ChangesText {

  /** Percentage points below which a printed percentage need not change. */
  private static final double VISIBLE_POINTS = 0.05;

  private static final int MOST_CLUSTERS = 10;

  private ChangesText() {}

  /**
   * A line for each sector, and below it its clusters that moved and those that came and went.
   *
   * @param changes empty for the first release
   */
  public static List<String> lines(Optional<ReleaseChanges> changes) {
    if (changes.isEmpty()) {
      return List.of("It is the first release: there is nothing to compare it with.");
    }
    List<String> lines = new ArrayList<>();
    lines.add("Compared with " + changes.get().previous() + ", in percentage points:");
    for (SectorChanges sector : changes.get().sectors()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-28s first ten in common %.0f %%, rank-biased overlap %.3f",
              sector.sector(),
              100 * sector.overlapAtTen(),
              sector.rankBiasedOverlap()));
      sector.clusters().stream()
          .filter(change -> Math.abs(change.change()) >= VISIBLE_POINTS)
          .limit(MOST_CLUSTERS)
          .forEach(change -> lines.add(line(change)));
      sector
          .events()
          .forEach(event ->
              lines.add(
                  "  "
                      + event.type()
                      + ": "
                      + String.join(", ", event.from())
                      + (event.from().isEmpty() || event.to().isEmpty() ? "" : " -> ")
                      + String.join(", ", event.to())));
    }
    return lines;
  }

  private static String line(ClusterChange change) {
    return String.format(
        Locale.ROOT,
        "  %-34s %5.1f -> %5.1f  (activity %+.1f, boundary %+.1f, method %+.1f)",
        change.id(),
        change.previousPercentage(),
        change.currentPercentage(),
        change.activity(),
        change.boundary(),
        change.method());
  }
}
