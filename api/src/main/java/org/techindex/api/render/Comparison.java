package org.techindex.api.render;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.common.release.RankAgreement;
import org.techindex.common.release.ReleaseChanges;
import org.techindex.common.release.ReleaseChanges.ClusterChange;
import org.techindex.common.release.ReleaseChanges.SectorChanges;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.sector.Sector;

/**
 * What moved from one edition to another.
 *
 * @param with id of the edition compared with, the "before" of each row
 */
public record Comparison(String edition, String with, List<SectorComparison> sectors) {

  /**
   * @param kendallTauB of the ranks of clusters in both; null below two of them
   * @param rankBiasedOverlap 0 to 1, with persistence 0.9
   * @param overlapAtTen part of the first ten that both have
   */
  public record SectorComparison(
      String sector,
      String title,
      @Nullable Double kendallTauB,
      double rankBiasedOverlap,
      double overlapAtTen,
      List<Row> clusters) {}

  /**
   * @param status "continued", "born" or "ended"
   * @param points percentage points more than before; null unless continued
   * @param parts why, where the releases say so; null otherwise
   */
  public record Row(
      String id,
      String name,
      String status,
      @Nullable Integer rank,
      @Nullable Integer rankBefore,
      @Nullable Double percentage,
      @Nullable Double percentageBefore,
      @Nullable Double points,
      boolean significant,
      @Nullable Parts parts) {}

  /** The causes of a change, in percentage points; they add up to it. */
  public record Parts(double activity, double boundary, double method) {}

  public static Comparison of(Edition edition, Edition before) {
    return new Comparison(
        edition.id(),
        before.id(),
        edition.rankings().entrySet().stream()
            .flatMap(entry ->
                before.ranking(entry.getKey()).stream()
                    .map(was -> sector(edition, before, entry.getKey(), entry.getValue(), was)))
            .toList());
  }

  private static SectorComparison sector(
      Edition edition, Edition before, Sector sector, SectorRanking now, SectorRanking was) {
    Map<String, RankedCluster> earlier = new LinkedHashMap<>();
    Edition.rows(was).forEach(row -> earlier.put(row.id(), row));
    Map<String, ClusterChange> published = published(edition, before, sector);
    List<Row> rows = new ArrayList<>();
    List<Integer> ranks = new ArrayList<>();
    List<Integer> ranksBefore = new ArrayList<>();
    for (RankedCluster row : Edition.rows(now)) {
      RankedCluster then = earlier.remove(row.id());
      rows.add(row(sector, row, then, published.get(row.id())));
      if (then != null && row.rank() != 0) {
        ranks.add(row.rank());
        ranksBefore.add(then.rank());
      }
    }
    earlier.values().forEach(ended -> rows.add(row(sector, null, ended, null)));
    OptionalDouble tau = RankAgreement.kendallTauB(array(ranks), array(ranksBefore));
    return new SectorComparison(
        sector.id(),
        now.title(),
        tau.isPresent() ? tau.getAsDouble() : null,
        RankAgreement.rankBiasedOverlap(ids(now), ids(was)),
        RankAgreement.overlapAtTen(ids(now), ids(was)),
        rows);
  }

  /** What the edition says itself about its changes, if it was compared with the same one. */
  private static Map<String, ClusterChange> published(
      Edition edition, Edition before, Sector sector) {
    Map<String, ClusterChange> changes = new HashMap<>();
    edition
        .changes()
        .filter(each -> each.previous().equals(before.id()))
        .map(ReleaseChanges::sectors)
        .orElse(List.of())
        .stream()
        .filter(each -> each.sector().equals(sector.id()))
        .map(SectorChanges::clusters)
        .forEach(clusters -> clusters.forEach(change -> changes.put(change.id(), change)));
    return changes;
  }

  private static Row row(
      Sector sector,
      @Nullable RankedCluster now,
      @Nullable RankedCluster was,
      @Nullable ClusterChange published) {
    RankedCluster named = now == null ? requireNonNull(was) : now;
    Double points = now == null || was == null ? null : now.percentage() - was.percentage();
    return new Row(
        Edition.clusterId(sector, named.id()),
        named.name(),
        now == null ? "ended" : was == null ? "born" : "continued",
        rank(now),
        rank(was),
        now == null ? null : now.percentage(),
        was == null ? null : was.percentage(),
        points,
        isSignificant(now, was, published),
        published == null
            ? null
            : new Parts(published.activity(), published.boundary(), published.method()));
  }

  private static boolean isSignificant(
      @Nullable RankedCluster now, @Nullable RankedCluster was, @Nullable ClusterChange published) {
    if (now == null || was == null) {
      return false;
    }
    return published == null ? ClusterTable.isSignificant(was, now) : published.significant();
  }

  private static @Nullable Integer rank(@Nullable RankedCluster row) {
    return row == null || row.rank() == 0 ? null : Integer.valueOf(row.rank());
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<String> ids(SectorRanking ranking) {
    return ranking.clusters().stream().map(RankedCluster::id).toList();
  }
}
