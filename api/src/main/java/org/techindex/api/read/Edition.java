package org.techindex.api.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.release.Cutoff;
import org.techindex.common.release.LiveSources;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.ReleaseChanges;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.sector.Sector;

/**
 * A whole index in memory: a published release, or the live index at one revision.
 *
 * @param id "2026-11.v1", or "live"
 * @param release empty for the live index
 * @param publishedAt of the live index: when it last changed
 * @param revision counts the changes of the live index; 0 for a release
 * @param reason of a correction; empty for a first version
 * @param manifest what the release was made from; empty for the live index
 * @param sources what the live index was made from; empty for a release, and before it was counted
 * @param changes since the release before, as published; empty for the live index and the first
 * @param cutoff which records it counts; empty where that is not known
 * @param rankings one for each sector that was published, in table order
 * @param byEarlierMethod the same by the method of the release before, where that was another
 */
public record Edition(
    String id,
    Optional<ReleaseId> release,
    Instant publishedAt,
    long revision,
    Optional<String> reason,
    Optional<Manifest> manifest,
    Optional<LiveSources> sources,
    Optional<ReleaseChanges> changes,
    Optional<Cutoff> cutoff,
    Map<Sector, SectorRanking> rankings,
    Map<Sector, SectorRanking> byEarlierMethod) {

  public static final String LIVE = "live";

  public Edition {
    rankings = ordered(rankings);
    byEarlierMethod = ordered(byEarlierMethod);
  }

  private static Map<Sector, SectorRanking> ordered(Map<Sector, SectorRanking> rankings) {
    EnumMap<Sector, SectorRanking> ordered = new EnumMap<>(Sector.class);
    ordered.putAll(rankings);
    return Collections.unmodifiableMap(ordered);
  }

  /**
   * This edition as it would be by the method of the release before; empty where that is the same.
   */
  public Optional<Edition> asByEarlierMethod() {
    return byEarlierMethod.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Edition(
                id,
                release,
                publishedAt,
                revision,
                reason,
                manifest,
                sources,
                changes,
                cutoff,
                byEarlierMethod,
                Map.of()));
  }

  public boolean isLive() {
    return release.isEmpty();
  }

  /** The address of everything in this edition: "/api/v1/releases/2026-11.v1". */
  public String href() {
    return "/api/v1/" + (isLive() ? LIVE : "releases/" + id);
  }

  public Optional<SectorRanking> ranking(Sector sector) {
    return Optional.ofNullable(rankings.get(sector));
  }

  /** The last month that counts, of the first sector; empty where nothing is published yet. */
  public String asOf() {
    return rankings.values().stream().findFirst().map(SectorRanking::asOf).orElse("");
  }

  /** The method of the first sector; empty where nothing is published yet. */
  public String method() {
    return rankings.values().stream().findFirst().map(SectorRanking::method).orElse("");
  }

  /**
   * The id of a row among all sectors, as addresses and downloads have it: "ai-and-data.london".
   * Within a sector the id is that of the towns, which may be the same in several sectors.
   */
  public static String clusterId(Sector sector, String idInSector) {
    return sector.id() + '.' + idInSector;
  }

  /** The cluster or Elsewhere row with the id of {@link #clusterId}. */
  public Optional<ClusterInSector> cluster(String clusterId) {
    int dot = clusterId.indexOf('.');
    return dot < 0
        ? Optional.empty()
        : Sector.find(clusterId.substring(0, dot))
            .filter(sector -> sector.id().length() == dot)
            .flatMap(sector -> cluster(sector, clusterId.substring(dot + 1)));
  }

  /** The cluster or Elsewhere row of a sector by its id within the sector. */
  public Optional<ClusterInSector> cluster(Sector sector, String idInSector) {
    return ranking(sector)
        .flatMap(ranking ->
            rows(ranking).stream()
                .filter(row -> row.id().equals(idInSector))
                .findFirst()
                .map(row -> new ClusterInSector(sector, ranking, row)));
  }

  /** The rows of a table: its clusters, then Elsewhere. */
  public static List<RankedCluster> rows(SectorRanking ranking) {
    List<RankedCluster> rows = new ArrayList<>(ranking.clusters());
    rows.add(ranking.elsewhere());
    return rows;
  }

  /** A row and the table it stands in. */
  public record ClusterInSector(Sector sector, SectorRanking ranking, RankedCluster cluster) {

    public String id() {
      return clusterId(sector, cluster.id());
    }

    public boolean isElsewhere() {
      return cluster.rank() == 0;
    }
  }
}
