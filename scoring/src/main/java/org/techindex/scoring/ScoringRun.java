package org.techindex.scoring;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.techindex.common.method.Method;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SectorName;
import org.techindex.scoring.cluster.CellLinks;
import org.techindex.scoring.cluster.Clusterers;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.WeightedCells;
import org.techindex.scoring.identity.ClusterIds;
import org.techindex.scoring.interval.Intervals;
import org.techindex.scoring.name.ClusterName;
import org.techindex.scoring.name.ClusterNamer;
import org.techindex.scoring.share.FactorShares;
import org.techindex.scoring.share.Specialisms;
import org.techindex.scoring.total.SectorTotals;
import org.techindex.scoring.total.Totals;
import org.techindex.scoring.weigh.WeighedRows;

/**
 * From totals to the six tables: total, cluster, name, share, weigh, interval, publish. A pure
 * function of totals, method, gazetteer, ids of before and seed: equal input gives equal bytes.
 */
public final class ScoringRun {

  private final Method method;
  private final ClusterNamer namer;
  private final ClusterIds ids;

  /**
   * @param ids what clusters were called before
   */
  public ScoringRun(Method method, Gazetteer gazetteer, ClusterIds ids) {
    this.method = method;
    this.namer = new ClusterNamer(gazetteer);
    this.ids = ids;
  }

  /**
   * Ranks the clusters of every sector.
   *
   * @param asOf the last month that counts
   * @param seed what the random streams of the intervals start from: the release id
   * @return one for each sector, in table order
   */
  public List<SectorRanking> run(Totals totals, YearMonth asOf, String seed) {
    Map<Sector, SectorTotals> sectors = totals.sectors(asOf, method.events());
    return Arrays.stream(Sector.values())
        .parallel()
        .map(sector -> rank(sector, sectors, totals.links(sector), seed))
        .toList();
  }

  /**
   * Ranks the clusters of a sector that is not one of the index, by the same steps. Its specialisms
   * are against a mix of the five sectors and itself.
   *
   * @param own totals of that sector alone, in the row of {@link Sector#ALL_SECTORS}
   * @param five totals of the sectors of the index, of the same signals
   * @param seed what the random streams of the intervals start from
   */
  public SectorRanking runOwn(
      SectorName name, Totals own, Totals five, YearMonth asOf, String seed) {
    SectorTotals totals = of(Sector.ALL_SECTORS, own.sectors(asOf, method.events()));
    WeightedCells cells = weightedCells(totals);
    Clustering clustering =
        Clusterers.of(method.clusterer(), Sector.ALL_SECTORS)
            .cluster(cells, own.links(Sector.ALL_SECTORS));
    return table(
        name,
        totals,
        cells,
        clustering,
        Specialisms.ofOwn(name.id(), totals, clustering, five.sectors(asOf, method.events())),
        ClusterIds.NONE,
        seed);
  }

  /**
   * Ranks clusters that are given instead of found: those of earlier rankings. A cell that is in
   * none of them goes with the nearest that is, within the distance at which towns run together,
   * and is Elsewhere beyond.
   *
   * @param earlier one for each sector, in table order
   */
  public List<SectorRanking> runWithin(List<SectorRanking> earlier, Totals totals, YearMonth asOf) {
    Map<Sector, SectorTotals> sectors = totals.sectors(asOf, method.events());
    return earlier.stream()
        .map(ranking -> {
          Sector sector = Sector.find(ranking.sector()).orElseThrow();
          SectorTotals own = of(sector, sectors);
          WeightedCells cells = weightedCells(own);
          Clustering clustering =
              Clustering.ofGroups(cells, new EarlierBoundaries(ranking).groupsOf(cells));
          return rank(sectors, own, cells, clustering, ranking.asOf());
        })
        .toList();
  }

  private SectorRanking rank(
      Sector sector, Map<Sector, SectorTotals> sectors, CellLinks links, String seed) {
    SectorTotals totals = of(sector, sectors);
    WeightedCells cells = weightedCells(totals);
    Clustering clustering = Clusterers.of(method.clusterer(), sector).cluster(cells, links);
    return rank(sectors, totals, cells, clustering, seed);
  }

  private SectorRanking rank(
      Map<Sector, SectorTotals> sectors,
      SectorTotals totals,
      WeightedCells cells,
      Clustering clustering,
      String seed) {
    return table(
        SectorName.of(totals.sector()),
        totals,
        cells,
        clustering,
        Specialisms.of(totals, clustering, sectors),
        ids,
        seed);
  }

  private SectorRanking table(
      SectorName sector,
      SectorTotals totals,
      WeightedCells cells,
      Clustering clustering,
      Specialisms specialisms,
      ClusterIds before,
      String seed) {
    List<ClusterName> names = namer.names(cells, clustering);
    FactorShares shares = FactorShares.of(totals, clustering, specialisms, method.counting());
    WeighedRows weighed = WeighedRows.of(shares, method.counting());
    List<Interval> intervals =
        new Intervals(method).of(shares, weighed.percentages(), seed + "/" + sector.id());
    List<String> clusterIds = before.idsOf(totals.sector(), cells, clustering, names);
    return new RankingTable(
            sector, totals, clustering, names, specialisms, shares, weighed, intervals, clusterIds)
        .ranking(method.name());
  }

  private static SectorTotals of(Sector sector, Map<Sector, SectorTotals> sectors) {
    SectorTotals totals = sectors.get(sector);
    if (totals == null) {
      throw new IllegalArgumentException("no totals of " + sector.title());
    }
    return totals;
  }

  /** What the clusterer sees of the totals: heads of all kinds. */
  static WeightedCells weightedCells(SectorTotals totals) {
    long[] weights = new long[totals.size()];
    long[] organisations = new long[totals.size()];
    long[] signals = new long[totals.size()];
    for (int cell = 0; cell < weights.length; cell++) {
      weights[cell] = totals.heads(cell);
      organisations[cell] = totals.organisations(cell);
      signals[cell] = totals.signals(cell);
    }
    return WeightedCells.of(totals.cells(), weights, organisations, signals);
  }
}
