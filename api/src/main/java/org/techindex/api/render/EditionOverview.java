package org.techindex.api.render;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.Edition;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.sector.Sector;

/**
 * The front page of an edition.
 *
 * @param state "published" or "live"
 * @param month of a release; null for the live index
 * @param version of a release; null for the live index
 * @param revision of the live index; null for a release
 * @param supersededBy the version that corrected this one; null if it is the newest
 * @param earlierMethod by which the tables are published too, where the method changed with this
 *     release; null otherwise
 * @param previous the release before; null for the first
 * @param nextRelease when the next one comes out; null where no calendar is kept
 */
public record EditionOverview(
    String id,
    String state,
    @Nullable String month,
    @Nullable Integer version,
    @Nullable Long revision,
    String publishedAt,
    String asOf,
    String method,
    @Nullable String earlierMethod,
    @Nullable String reason,
    @Nullable String supersededBy,
    @Nullable String previous,
    @Nullable String nextRelease,
    Licence licence,
    @Nullable String contact,
    List<SectorSummary> sectors,
    List<Download> downloads) {

  public record Licence(String name, String url) {}

  /** A sector in one line. */
  public record SectorSummary(
      String id,
      String title,
      String sentence,
      int clusters,
      @Nullable Long signals,
      @Nullable Long organisations,
      @Nullable Leader leader,
      double elsewherePercentage,
      String href) {}

  public record Leader(String id, String name, double percentage) {}

  /**
   * @param bytes its size unpacked; null where that is not known beforehand
   */
  public record Download(String href, String title, String mediaType, @Nullable Long bytes) {}

  /** The sectors of an edition, by themselves. */
  public record SectorList(String edition, String asOf, List<SectorSummary> sectors) {}

  static final Licence LICENCE =
      new Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/");

  public static EditionOverview of(Catalogue catalogue, Edition edition, List<Download> downloads) {
    return new EditionOverview(
        edition.id(),
        edition.isLive() ? "live" : "published",
        edition.release().map(id -> id.month().toString()).orElse(null),
        edition.release().map(ReleaseId::version).orElse(null),
        edition.isLive() ? edition.revision() : null,
        edition.publishedAt().toString(),
        edition.asOf(),
        edition.method(),
        edition.asByEarlierMethod().map(Edition::method).orElse(null),
        edition.reason().orElse(null),
        edition.release().flatMap(catalogue::supersededBy).map(ReleaseId::toString).orElse(null),
        catalogue.before(edition).map(Edition::id).orElse(null),
        ReleaseList.nextRelease(catalogue, catalogue.latest()).orElse(null),
        LICENCE,
        edition.manifest().map(Manifest::contact).orElse(null),
        summaries(edition),
        downloads);
  }

  public static SectorList sectors(Edition edition) {
    return new SectorList(edition.id(), edition.asOf(), summaries(edition));
  }

  private static List<SectorSummary> summaries(Edition edition) {
    return edition.rankings().entrySet().stream()
        .map(entry -> summary(edition, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static SectorSummary summary(Edition edition, Sector sector, SectorRanking ranking) {
    List<RankedCluster> rows = Edition.rows(ranking);
    return new SectorSummary(
        sector.id(),
        ranking.title(),
        Sentence.of(ranking),
        ranking.clusters().size(),
        Disclosure.count(rows.stream().mapToLong(RankedCluster::signals).sum()),
        Disclosure.count(rows.stream().mapToLong(RankedCluster::organisations).sum()),
        ranking.clusters().stream()
            .findFirst()
            .map(first ->
                new Leader(Edition.clusterId(sector, first.id()), first.name(), first.percentage()))
            .orElse(null),
        ranking.elsewhere().percentage(),
        edition.href() + "/sectors/" + sector.id() + "/clusters");
  }
}
