package org.techindex.api.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.common.method.Factor;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.FactorShare;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.sector.Sector;

/**
 * The rankings as one flat table, the same in every download: one line for each cluster of each
 * sector and for its Elsewhere.
 */
public record FlatTable(List<Column> columns, List<Line> lines) {

  public FlatTable {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
  }

  /** What the cells of a column are. */
  public enum Type {
    TEXT,
    WHOLE_NUMBER,
    NUMBER
  }

  /**
   * @param meaning in a sentence, with the unit
   */
  public record Column(String name, Type type, String meaning) {}

  /**
   * @param cells one for each column: String, Long or Double by its type; null where nothing is
   *     known
   */
  public record Line(List<@Nullable Object> cells) {

    public Line {
      cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }
  }

  public static FlatTable of(Edition edition, Collection<Sector> sectors) {
    List<Line> lines = new ArrayList<>();
    for (Sector sector : sectors) {
      SectorRanking ranking = edition.ranking(sector).orElseThrow();
      Disclosure disclosure = Disclosure.of(ranking);
      for (RankedCluster row : Edition.rows(ranking)) {
        lines.add(line(edition, sector, ranking, row, disclosure.withholds(row)));
      }
    }
    return new FlatTable(allColumns(), lines);
  }

  private static Line line(
      Edition edition, Sector sector, SectorRanking ranking, RankedCluster row, boolean withheld) {
    Optional<Interval> interval = row.interval();
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(edition.id());
    cells.add(ranking.asOf());
    cells.add(sector.id());
    cells.add(Edition.clusterId(sector, row.id()));
    cells.add(row.rank() == 0 ? null : (Long) (long) row.rank());
    cells.add(row.name());
    cells.add(row.regions().isEmpty() ? null : String.join(", ", row.regions()));
    cells.add(row.percentage());
    cells.add(interval.map(each -> (long) each.lowRank()).orElse(null));
    cells.add(interval.map(each -> (long) each.highRank()).orElse(null));
    cells.add(interval.map(Interval::lowPercentage).orElse(null));
    cells.add(interval.map(Interval::highPercentage).orElse(null));
    cells.add(interval.map(each -> (long) each.medianRankAnyWeights()).orElse(null));
    cells.add(interval.map(each -> (long) each.lowRankAnyWeights()).orElse(null));
    cells.add(interval.map(each -> (long) each.highRankAnyWeights()).orElse(null));
    for (Factor factor : Factor.values()) {
      cells.add(withheld ? null : contribution(row, factor));
    }
    cells.add(Disclosure.count(row.organisations()));
    cells.add(Disclosure.count(row.signals()));
    return new Line(cells);
  }

  private static @Nullable Double contribution(RankedCluster row, Factor factor) {
    return row.shares().stream()
        .filter(share -> share.factor().equals(factor.word()))
        .findFirst()
        .map(FactorShare::contribution)
        .orElse(null);
  }

  private static List<Column> allColumns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("edition", Type.TEXT, "Release and version, or live"));
    columns.add(new Column("as_of", Type.TEXT, "Last month that counts, YYYY-MM"));
    columns.add(new Column("sector", Type.TEXT, "Id of the sector"));
    columns.add(
        new Column(
            "cluster_id",
            Type.TEXT,
            "Sector and id of the cluster, kept over time; elsewhere for the rest"));
    columns.add(new Column("rank", Type.WHOLE_NUMBER, "1 is first; empty for Elsewhere"));
    columns.add(new Column("cluster", Type.TEXT, "Towns of the cluster, the most active first"));
    columns.add(new Column("regions", Type.TEXT, "Regions of these towns, in the same order"));
    columns.add(
        new Column("percentage", Type.NUMBER, "Share of national activity, 0 to 100, unrounded"));
    columns.add(new Column("low_rank", Type.WHOLE_NUMBER, "Best rank at 95 % confidence"));
    columns.add(new Column("high_rank", Type.WHOLE_NUMBER, "Worst rank at 95 % confidence"));
    columns.add(
        new Column("low_percentage", Type.NUMBER, "Lower end of the 95 % interval, 0 to 100"));
    columns.add(
        new Column("high_percentage", Type.NUMBER, "Upper end of the 95 % interval, 0 to 100"));
    columns.add(
        new Column("median_rank_any_weights", Type.WHOLE_NUMBER, "Median rank under any weights"));
    columns.add(
        new Column("low_rank_any_weights", Type.WHOLE_NUMBER, "5 % rank under any weights"));
    columns.add(
        new Column("high_rank_any_weights", Type.WHOLE_NUMBER, "95 % rank under any weights"));
    for (Factor factor : Factor.values()) {
      columns.add(
          new Column(
              "contribution_" + factor.word(),
              Type.NUMBER,
              "Percentage points from " + factor.word() + "; empty where absent or withheld"));
    }
    columns.add(
        new Column(
            "organisations",
            Type.WHOLE_NUMBER,
            "Businesses and institutions, rounded down to tens; empty below ten"));
    columns.add(new Column("signals", Type.WHOLE_NUMBER, "Rounded down to tens; empty below ten"));
    return columns;
  }
}
