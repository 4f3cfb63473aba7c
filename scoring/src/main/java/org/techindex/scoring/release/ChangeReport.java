package org.techindex.scoring.release;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.ReleaseChanges;
import org.techindex.common.release.ReleaseChanges.ClusterChange;
import org.techindex.common.release.ReleaseChanges.SectorChanges;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.scoring.ScoringRun;
import org.techindex.scoring.identity.ClusterIds;
import org.techindex.scoring.total.Totals;

/**
 * What moved from one release to the next, and why. The signals of now are scored twice more: by
 * the method of before within the boundaries of before (what differs from then is activity), and by
 * the method of before with boundaries of its own (what differs from that is boundary); the rest is
 * method. The three parts add up to the change.
 */
final class ChangeReport {

  private final ReleaseStore store;
  private final Gazetteer gazetteer;

  ChangeReport(ReleaseStore store, Gazetteer gazetteer) {
    this.store = store;
    this.gazetteer = gazetteer;
  }

  /**
   * @param byEarlierMethod the tables of now by the method of before; none where it is the same
   */
  record Compared(ReleaseChanges changes, List<SectorRanking> byEarlierMethod) {}

  /**
   * @param method of the later release
   * @param rankings of the later release
   * @param totals that they were made from
   */
  Compared between(
      ReleaseId before,
      ReleaseId after,
      MethodFile method,
      List<SectorRanking> rankings,
      Totals totals,
      YearMonth asOf) {
    List<SectorRanking> earlier = store.rankings(before);
    Manifest.MethodFile earlierMethod = methodOf(before);
    ScoringRun byEarlierMethod =
        new ScoringRun(
            MethodFile.parse(earlierMethod.content(), "of " + before).method(),
            gazetteer,
            new ClusterIds(earlier, Map.of()));
    List<SectorRanking> sameBoundary = byEarlierMethod.runWithin(earlier, totals, asOf);
    List<SectorRanking> ownBoundary = byEarlierMethod.run(totals, asOf, after.toString());
    List<SectorChanges> sectors = new ArrayList<>();
    for (int sector = 0; sector < rankings.size(); sector++) {
      sectors.add(
          changes(
              earlier.get(sector),
              sameBoundary.get(sector),
              ownBoundary.get(sector),
              rankings.get(sector)));
    }
    return new Compared(
        new ReleaseChanges(before.toString(), after.toString(), sectors),
        method.sha256().equals(earlierMethod.sha256()) ? List.of() : ownBoundary);
  }

  private Manifest.MethodFile methodOf(ReleaseId id) {
    return store.documents(id).stream()
        .filter(document -> document.name().equals(ReleaseDocuments.MANIFEST))
        .findFirst()
        .map(document -> RankingJson.read(document.content(), Manifest.class))
        .map(Manifest::method)
        .orElseThrow(() -> new IllegalStateException(id + " has no manifest"));
  }

  private static SectorChanges changes(
      SectorRanking before,
      SectorRanking sameBoundary,
      SectorRanking ownBoundary,
      SectorRanking after) {
    Map<String, RankedCluster> earlier = rows(before);
    Map<String, RankedCluster> within = rows(sameBoundary);
    Map<String, RankedCluster> own = rows(ownBoundary);
    Map<String, RankedCluster> later = rows(after);
    List<RankedCluster> order = new ArrayList<>(after.clusters());
    before.clusters().stream()
        .filter(cluster -> !later.containsKey(cluster.id()))
        .forEach(order::add);
    order.add(after.elsewhere());
    List<ClusterChange> clusters = new ArrayList<>();
    for (RankedCluster row : order) {
      clusters.add(
          change(
              row,
              Optional.ofNullable(earlier.get(row.id())),
              percentage(within, row.id()),
              percentage(own, row.id()),
              Optional.ofNullable(later.get(row.id()))));
    }
    List<String> earlierIds = before.clusters().stream().map(RankedCluster::id).toList();
    List<String> laterIds = after.clusters().stream().map(RankedCluster::id).toList();
    return new SectorChanges(
        after.sector(),
        RankCorrelation.kendallTauB(ranks(before), ranks(after)),
        RankCorrelation.rankBiasedOverlap(earlierIds, laterIds),
        RankCorrelation.overlapAt(10, earlierIds, laterIds),
        clusters,
        ClusterIds.events(before, after));
  }

  private static ClusterChange change(
      RankedCluster row,
      Optional<RankedCluster> before,
      double within,
      double own,
      Optional<RankedCluster> after) {
    double earlier = before.map(RankedCluster::percentage).orElse(0.0);
    double later = after.map(RankedCluster::percentage).orElse(0.0);
    return new ClusterChange(
        row.id(),
        row.name(),
        before.map(ChangeReport::rank).orElse(OptionalInt.empty()),
        after.map(ChangeReport::rank).orElse(OptionalInt.empty()),
        earlier,
        later,
        later - earlier,
        within - earlier,
        own - within,
        later - own,
        apart(before.flatMap(RankedCluster::interval), after.flatMap(RankedCluster::interval)));
  }

  private static OptionalInt rank(RankedCluster row) {
    return row.rank() == 0 ? OptionalInt.empty() : OptionalInt.of(row.rank());
  }

  private static boolean apart(Optional<Interval> before, Optional<Interval> after) {
    return before.isPresent()
        && after.isPresent()
        && (before.get().highPercentage() < after.get().lowPercentage()
            || after.get().highPercentage() < before.get().lowPercentage());
  }

  private static double percentage(Map<String, RankedCluster> rows, String id) {
    RankedCluster row = rows.get(id);
    return row == null ? 0 : row.percentage();
  }

  private static Map<String, RankedCluster> rows(SectorRanking ranking) {
    Map<String, RankedCluster> rows = new LinkedHashMap<>();
    ranking.clusters().forEach(cluster -> rows.put(cluster.id(), cluster));
    rows.put(SectorRanking.ELSEWHERE_ID, ranking.elsewhere());
    return rows;
  }

  private static Map<String, Integer> ranks(SectorRanking ranking) {
    Map<String, Integer> ranks = new LinkedHashMap<>();
    ranking.clusters().forEach(cluster -> ranks.put(cluster.id(), cluster.rank()));
    return ranks;
  }
}
