package org.techindex.api.render;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.common.release.LiveSources;
import org.techindex.common.release.Manifest;

/**
 * What an edition was made from: how much of each source, how fresh, and what could not be taken.
 *
 * @param countedAt UTC; null while the live index has not been counted
 * @param classifier null likewise
 * @param software what made it; null likewise
 */
public record Quality(
    String edition,
    @Nullable String countedAt,
    List<Source> sources,
    List<Refused> refused,
    List<Count> counts,
    @Nullable String classifier,
    @Nullable String software) {

  /**
   * @param region null where its signals lie in none
   * @param signals rounded down to tens; null below ten
   * @param latest day of the newest observation
   */
  public record Source(
      String source, String kind, @Nullable String region, @Nullable Long signals, String latest) {}

  /**
   * @param reason stage, field and rule
   * @param count records up to the cut-off
   */
  public record Refused(String reason, long count) {}

  /**
   * @param signals rounded down to tens; null below ten
   */
  public record Count(String sector, String kind, @Nullable Long signals) {}

  public static Quality of(Edition edition) {
    return edition
        .manifest()
        .map(manifest -> of(edition, manifest))
        .or(() -> edition.sources().map(sources -> of(edition, sources)))
        .orElse(new Quality(edition.id(), null, List.of(), List.of(), List.of(), null, null));
  }

  private static Quality of(Edition edition, Manifest manifest) {
    return new Quality(
        edition.id(),
        manifest.madeAt(),
        sources(manifest.coverage()),
        refused(manifest.refused()),
        counts(manifest.counts()),
        manifest.classifier(),
        printed(manifest.software()));
  }

  private static Quality of(Edition edition, LiveSources live) {
    return new Quality(
        edition.id(),
        live.countedAt(),
        sources(live.coverage()),
        refused(live.refused()),
        counts(live.counts()),
        live.classifier(),
        printed(live.software()));
  }

  private static List<Source> sources(List<Manifest.SourceCoverage> coverage) {
    return coverage.stream()
        .map(each ->
            new Source(
                each.source(),
                each.kind(),
                each.region().isEmpty() ? null : each.region(),
                Disclosure.count(each.signals()),
                each.newest()))
        .toList();
  }

  private static List<Refused> refused(List<Manifest.RefusedCount> counts) {
    return counts.stream()
        .map(each ->
            new Refused(each.stage() + ": " + each.field() + ", " + each.rule(), each.records()))
        .toList();
  }

  private static List<Count> counts(List<Manifest.SectorCount> counts) {
    return counts.stream()
        .map(each -> new Count(each.sector(), each.kind(), Disclosure.count(each.signals())))
        .toList();
  }

  private static String printed(Manifest.Software software) {
    return software.version() + " (" + software.commit() + ")";
  }
}
