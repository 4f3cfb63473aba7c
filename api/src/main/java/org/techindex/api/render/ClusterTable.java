package org.techindex.api.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.api.read.Edition.ClusterInSector;
import org.techindex.common.measure.Weight;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.FactorShare;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.release.SectorRanking.Town;
import org.techindex.common.sector.Sector;

/**
 * The table of a sector as the API answers it.
 *
 * @param edition id of the edition
 * @param sentence what the table says, in words
 */
public record ClusterTable(
    String edition,
    String sector,
    String title,
    String asOf,
    String method,
    String sentence,
    List<FactorInForce> factors,
    List<Row> clusters,
    Row elsewhere,
    List<String> warnings) {

  /**
   * @param weight part of the percentage, 0 to 1
   * @param amount its national sum, in ones
   */
  public record FactorInForce(String factor, double weight, double amount) {}

  /**
   * @param rank null for Elsewhere
   * @param rankText as printed: "=3" where it is shared
   * @param percentage 0 to 100, unrounded
   * @param organisations rounded down to tens; null below ten
   * @param signals the same
   * @param shares of each factor in force, 0 to 1; null where withheld
   * @param contributions percentage points of each factor; null where withheld
   * @param recent percentages of the last twelve editions up to this one, oldest first
   * @param change since the release before; null where there is none with this cluster
   */
  public record Row(
      String id,
      @Nullable Integer rank,
      String rankText,
      String name,
      List<String> towns,
      List<String> regions,
      double percentage,
      @Nullable Long organisations,
      @Nullable Long signals,
      @Nullable Interval interval,
      @Nullable Map<String, Double> shares,
      @Nullable Map<String, Double> contributions,
      @Nullable Change change,
      List<Double> recent,
      String href) {}

  /**
   * @param since id of the edition before
   * @param rank there; null for Elsewhere
   * @param points percentage points more than there
   * @param significant whether the change is larger than its 95 % interval, the two percentages
   *     taken as independent
   */
  public record Change(String since, @Nullable Integer rank, double points, boolean significant) {}

  /**
   * @param history the releases before the edition, oldest first; the last is what changes are
   *     measured from
   */
  public static ClusterTable of(Edition edition, Sector sector, List<Edition> history) {
    SectorRanking ranking = edition.ranking(sector).orElseThrow();
    Rows rows = new Rows(edition, sector, ranking, history);
    return new ClusterTable(
        edition.id(),
        sector.id(),
        ranking.title(),
        ranking.asOf(),
        ranking.method(),
        Sentence.of(ranking),
        ranking.factors().stream()
            .map(factor ->
                new FactorInForce(
                    factor.factor(), factor.weight(), ones(factor.amountMillionths())))
            .toList(),
        ranking.clusters().stream().map(rows::row).toList(),
        rows.row(ranking.elsewhere()),
        ranking.warnings());
  }

  /** One row of a table. */
  public static Row row(
      Edition edition, Sector sector, RankedCluster cluster, List<Edition> history) {
    return new Rows(edition, sector, edition.ranking(sector).orElseThrow(), history).row(cluster);
  }

  private static double ones(long millionths) {
    return millionths / (double) Weight.ONE_MILLIONTHS;
  }

  /** Where a cluster's page is. */
  static String href(Edition edition, Sector sector, RankedCluster row) {
    return edition.href() + "/clusters/" + Edition.clusterId(sector, row.id());
  }

  private record Rows(
      Edition edition, Sector sector, SectorRanking ranking, List<Edition> history) {

    Row row(RankedCluster row) {
      boolean withheld = Disclosure.of(ranking).withholds(row);
      return new Row(
          Edition.clusterId(sector, row.id()),
          row.rank() == 0 ? null : row.rank(),
          Printed.rank(ranking, row),
          row.name(),
          row.towns().stream().map(Town::name).toList(),
          row.regions(),
          row.percentage(),
          Disclosure.count(row.organisations()),
          Disclosure.count(row.signals()),
          row.interval().orElse(null),
          withheld ? null : byFactor(row, FactorShare::share),
          withheld ? null : byFactor(row, FactorShare::contribution),
          change(row).orElse(null),
          recent(row),
          href(edition, sector, row));
    }

    private static Map<String, Double> byFactor(
        RankedCluster row, ToDoubleFunction<FactorShare> value) {
      Map<String, Double> values = new LinkedHashMap<>();
      row.shares().forEach(share -> values.put(share.factor(), value.applyAsDouble(share)));
      return values;
    }

    private Optional<Change> change(RankedCluster row) {
      return history.isEmpty()
          ? Optional.empty()
          : history
              .getLast()
              .cluster(sector, row.id())
              .map(ClusterInSector::cluster)
              .map(was ->
                  new Change(
                      history.getLast().id(),
                      was.rank() == 0 ? null : was.rank(),
                      row.percentage() - was.percentage(),
                      isSignificant(was, row)));
    }

    private List<Double> recent(RankedCluster row) {
      List<Edition> last = history.subList(Math.max(0, history.size() - 11), history.size());
      return Stream.concat(last.stream(), Stream.of(edition))
          .flatMap(each -> each.cluster(sector, row.id()).stream())
          .map(each -> each.cluster().percentage())
          .toList();
    }
  }

  /** Whether two percentages of a cluster differ by more than the intervals of both explain. */
  static boolean isSignificant(RankedCluster was, RankedCluster now) {
    if (was.interval().isEmpty() || now.interval().isEmpty()) {
      return false;
    }
    double points = Math.abs(now.percentage() - was.percentage());
    return points > Math.hypot(halfWidth(was.interval().get()), halfWidth(now.interval().get()));
  }

  private static double halfWidth(Interval interval) {
    return (interval.highPercentage() - interval.lowPercentage()) / 2;
  }
}
