package org.techindex.api.render;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.Edition;
import org.techindex.api.read.ReleaseEntry;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.ReleaseId;

/**
 * All releases, newest first.
 *
 * @param latest id of the one that "releases/latest" answers; null before the first
 * @param nextRelease when the next one comes out; null where nobody has said
 */
public record ReleaseList(
    @Nullable String latest, @Nullable String nextRelease, List<Entry> releases) {

  /**
   * @param state "published" or "withdrawn"
   * @param reason of a correction or a withdrawal; null for a first version
   */
  public record Entry(
      String id,
      String month,
      int version,
      String state,
      String publishedAt,
      @Nullable String reason,
      @Nullable String supersededBy,
      @Nullable String previous,
      String href) {}

  public static ReleaseList of(Catalogue catalogue) {
    Optional<Edition> latest = catalogue.latest();
    return new ReleaseList(
        latest.map(Edition::id).orElse(null),
        nextRelease(catalogue, latest).orElse(null),
        catalogue.entries().stream().map(entry -> entry(catalogue, entry)).toList());
  }

  /** By the calendar, or by what the latest release says. */
  static Optional<String> nextRelease(Catalogue catalogue, Optional<Edition> latest) {
    return catalogue
        .next()
        .map(due -> due.dueAt().toString())
        .or(() -> latest.flatMap(Edition::manifest).map(Manifest::nextRelease));
  }

  private static Entry entry(Catalogue catalogue, ReleaseEntry entry) {
    ReleaseId id = entry.id();
    return new Entry(
        id.toString(),
        id.month().toString(),
        id.version(),
        entry.withdrawn() ? "withdrawn" : "published",
        entry.publishedAt().toString(),
        entry.reason().orElse(null),
        catalogue.supersededBy(id).map(ReleaseId::toString).orElse(null),
        catalogue.release(id).flatMap(catalogue::before).map(Edition::id).orElse(null),
        "/api/v1/releases/" + id);
  }
}
