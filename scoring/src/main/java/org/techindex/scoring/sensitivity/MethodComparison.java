package org.techindex.scoring.sensitivity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.techindex.common.method.Method;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.Agreement;
import org.techindex.scoring.cluster.CellLinks;
import org.techindex.scoring.cluster.Clusterers;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.WeightedCells;
import org.techindex.scoring.share.FactorShares;
import org.techindex.scoring.share.Specialisms;
import org.techindex.scoring.total.SectorTotals;
import org.techindex.scoring.weigh.WeighedRows;

/** Several methods on the same totals of one sector, each with its own clusters and ranks. */
public final class MethodComparison {

  private final SectorTotals own;
  private final Map<Sector, SectorTotals> all;
  private final CellLinks links;
  private final WeightedCells cells;

  /**
   * @param all totals of every sector, events faded by one of the methods
   * @param links between the cells of the sector
   */
  public MethodComparison(SectorTotals own, Map<Sector, SectorTotals> all, CellLinks links) {
    this.own = own;
    this.all = all;
    this.links = links;
    this.cells = cells(own);
  }

  /** What a clusterer sees of the totals: heads of all kinds. */
  static WeightedCells cells(SectorTotals totals) {
    int size = totals.size();
    long[] heads = new long[size];
    long[] organisations = new long[size];
    long[] signals = new long[size];
    for (int cell = 0; cell < size; cell++) {
      heads[cell] = totals.heads(cell);
      organisations[cell] = totals.organisations(cell);
      signals[cell] = totals.signals(cell);
    }
    return WeightedCells.of(totals.cells(), heads, organisations, signals);
  }

  /** Compares each method with each later one. */
  public List<Agreement> agreements(List<Method> methods) {
    return Agreement.ofAll(cells, methods.stream().map(this::ranked).toList());
  }

  private Agreement.Ranked ranked(Method method) {
    Clustering clustering = Clusterers.of(method.clusterer(), own.sector()).cluster(cells, links);
    Specialisms specialisms = Specialisms.of(own, clustering, all);
    FactorShares shares = FactorShares.of(own, clustering, specialisms, method.counting());
    WeighedRows rows = WeighedRows.of(shares, method.counting());
    List<Integer> ranks = new ArrayList<>();
    for (int cluster = 0; cluster < shares.clusters(); cluster++) {
      ranks.add(rows.rank(cluster));
    }
    return new Agreement.Ranked(method.name(), clustering, ranks);
  }
}
