package org.techindex.api.render;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.common.release.Manifest;

/**
 * What an edition was made from: how much of each source, how fresh, and what could not be taken.
 * The live index says nothing of it: its sources are those of the latest release and newer ones.
 *
 * @param software what made it; null for the live index
 */
public record Quality(
    String edition,
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
        .orElse(new Quality(edition.id(), List.of(), List.of(), List.of(), null, null));
  }

  private static Quality of(Edition edition, Manifest manifest) {
    return new Quality(
        edition.id(),
        manifest.coverage().stream()
            .map(each ->
                new Source(
                    each.source(),
                    each.kind(),
                    each.region().isEmpty() ? null : each.region(),
                    Disclosure.count(each.signals()),
                    each.newest()))
            .toList(),
        manifest.refused().stream()
            .map(each ->
                new Refused(
                    each.stage() + ": " + each.field() + ", " + each.rule(), each.records()))
            .toList(),
        manifest.counts().stream()
            .map(each -> new Count(each.sector(), each.kind(), Disclosure.count(each.signals())))
            .toList(),
        manifest.classifier(),
        manifest.software().version() + " (" + manifest.software().commit() + ")");
  }
}
