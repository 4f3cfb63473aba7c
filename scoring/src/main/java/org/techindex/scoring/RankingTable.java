package org.techindex.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.place.Region;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.CellWeight;
import org.techindex.common.release.SectorRanking.FactorShare;
import org.techindex.common.release.SectorRanking.FactorTotal;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.Peak;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.release.SectorRanking.Town;
import org.techindex.common.sector.SectorName;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.name.ClusterName;
import org.techindex.scoring.share.FactorAmounts;
import org.techindex.scoring.share.FactorShares;
import org.techindex.scoring.share.Specialisms;
import org.techindex.scoring.total.SectorTotals;
import org.techindex.scoring.weigh.WeighedRows;

/** Puts what the stages found about one sector together as its published table. */
record RankingTable(
    SectorName sector,
    SectorTotals totals,
    Clustering clustering,
    List<ClusterName> names,
    Specialisms specialisms,
    FactorShares shares,
    WeighedRows weighed,
    List<Interval> intervals,
    List<String> ids) {

  SectorRanking ranking(String method) {
    List<FactorTotal> factors = new ArrayList<>();
    for (int factor = 0; factor < shares.amounts().size(); factor++) {
      FactorAmounts amounts = shares.amounts().get(factor);
      factors.add(
          new FactorTotal(
              amounts.factor().word(),
              weighed.percentages().weight(factor),
              amounts.nationalMillionths()));
    }
    List<RankedCluster> clusters =
        IntStream.range(0, clustering.clusters().size())
            .boxed()
            .sorted(Comparator.comparingInt(weighed::rank).thenComparing(label -> label))
            .map(this::cluster)
            .toList();
    List<String> warnings = new ArrayList<>(clustering.warnings());
    warnings.addAll(shares.warnings());
    warnings.addAll(weighed.warnings());
    return new SectorRanking(
        sector.id(),
        sector.title(),
        totals.asOf().toString(),
        method,
        factors,
        clusters,
        elsewhere(),
        warnings);
  }

  private RankedCluster cluster(int label) {
    ClusterName name = names.get(label);
    LatLon peak = new Cell(clustering.clusters().get(label).peak()).centre();
    return new RankedCluster(
        ids.get(label),
        weighed.rank(label),
        name.title(),
        name.towns().stream().map(RankingTable::town).toList(),
        name.regions().stream().map(Region::title).toList(),
        weighed.percentages().percentage(label),
        factorShares(label),
        intervals.isEmpty() ? Optional.empty() : Optional.of(intervals.get(label)),
        specialisms.ofCluster(label),
        Optional.of(
            new Peak(
                Long.toHexString(clustering.clusters().get(label).peak()),
                peak.latitudeDegrees(),
                peak.longitudeDegrees())),
        cells(label),
        signals(label),
        organisations(label));
  }

  private RankedCluster elsewhere() {
    int row = shares.clusters();
    return new RankedCluster(
        SectorRanking.ELSEWHERE_ID,
        0,
        "Elsewhere",
        List.of(),
        List.of(),
        weighed.percentages().percentage(row),
        factorShares(row),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        cells(Clustering.ELSEWHERE),
        signals(Clustering.ELSEWHERE),
        organisations(Clustering.ELSEWHERE));
  }

  private static Town town(ClusterName.Town town) {
    return new Town(
        town.place().geonameId(),
        town.place().name(),
        town.place().region().title(),
        town.place().point().latitudeDegrees(),
        town.place().point().longitudeDegrees(),
        town.share());
  }

  private List<FactorShare> factorShares(int row) {
    List<FactorShare> ofRow = new ArrayList<>();
    for (int factor = 0; factor < shares.amounts().size(); factor++) {
      FactorAmounts amounts = shares.amounts().get(factor);
      ofRow.add(
          new FactorShare(
              amounts.factor().word(),
              amounts.amountMillionths(row),
              amounts.share(row),
              weighed.percentages().contribution(row, factor)));
    }
    return ofRow;
  }

  private IntStream cellsOf(int label) {
    return IntStream.range(0, totals.size()).filter(cell -> clustering.label(cell) == label);
  }

  private List<CellWeight> cells(int label) {
    return cellsOf(label)
        .mapToObj(cell ->
            new CellWeight(
                Long.toHexString(totals.cell(cell)),
                totals.heads(cell),
                totals.organisations(cell)))
        .toList();
  }

  private long signals(int label) {
    return cellsOf(label).mapToLong(totals::signals).sum();
  }

  private long organisations(int label) {
    return cellsOf(label).mapToLong(totals::organisations).sum();
  }
}
