package org.techindex.api.resource;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.Edition;
import org.techindex.api.read.ReleaseEntry;
import org.techindex.common.release.ReleaseId;

/**
 * An edition as an address names it.
 *
 * @param permanent whether the address names this very version, so that its answers never change
 * @param rest the part of the path after it
 */
public record EditionAddress(Edition edition, boolean permanent, List<String> rest) {

  /**
   * Reads "live/...", "releases/latest/...", "releases/2026-11/..." and "releases/2026-11.v2/...".
   *
   * @param segments the path below "/api/v1/"
   * @return empty if the path is not below an edition
   * @throws Problem if it names an edition that is not there
   */
  public static Optional<EditionAddress> parse(Catalogue catalogue, List<String> segments) {
    if (segments.getFirst().equals("live")) {
      return Optional.of(
          new EditionAddress(live(catalogue), false, segments.subList(1, segments.size())));
    }
    if (segments.size() < 2
        || !segments.getFirst().equals("releases")
        || segments.get(1).isEmpty()) {
      return Optional.empty();
    }
    String name = segments.get(1);
    return Optional.of(
        new EditionAddress(
            release(catalogue, name), name.contains("."), segments.subList(2, segments.size())));
  }

  /**
   * The edition that a parameter names: "live", "latest", "2026-10", "2026-10.v2".
   *
   * @throws Problem if there is none of that name
   */
  public static Edition named(Catalogue catalogue, String name) {
    return name.equals("live") ? live(catalogue) : release(catalogue, name);
  }

  private static Edition live(Catalogue catalogue) {
    return catalogue
        .live()
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.NOTHING_LIVE,
                "nothing has been scored yet: publish signals and start scoring"));
  }

  private static Edition release(Catalogue catalogue, String name) {
    ReleaseEntry entry =
        entry(catalogue, name)
            .orElseThrow(() ->
                new Problem(
                    Problem.Kind.UNKNOWN_RELEASE,
                    "'"
                        + Query.shortened(name)
                        + "' is not a release: /api/v1/releases lists them"));
    if (entry.withdrawn()) {
      throw new Problem(
          Problem.Kind.WITHDRAWN_RELEASE,
          "release "
              + entry.id()
              + " of "
              + entry.publishedAt()
              + " was withdrawn: "
              + entry.reason().orElse("no reason was given"));
    }
    return catalogue
        .release(entry.id())
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.DEFECT,
                "release " + entry.id() + " is damaged in the database: ask its publisher"));
  }

  private static Optional<ReleaseEntry> entry(Catalogue catalogue, String name) {
    if (name.equals("latest")) {
      return catalogue.latest().flatMap(Edition::release).flatMap(catalogue::entry);
    }
    try {
      return name.contains(".")
          ? catalogue.entry(ReleaseId.parse(name)).filter(e -> e.id().toString().equals(name))
          : catalogue.newest(YearMonth.parse(name));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
