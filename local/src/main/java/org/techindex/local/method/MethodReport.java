package org.techindex.local.method;

import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.techindex.common.method.EventDecay;
import org.techindex.common.method.Method;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.Agreement;
import org.techindex.scoring.sensitivity.MethodComparison;
import org.techindex.scoring.sensitivity.SectorInput;
import org.techindex.scoring.sensitivity.Sensitivity;
import org.techindex.scoring.sensitivity.SensitivityReport;
import org.techindex.scoring.total.Classified;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.SectorTotals;
import org.techindex.scoring.total.Totals;

/**
 * What the ranks of sectors owe to a method: without one factor, kind or source, under other
 * parameters, and beside other methods, all on the signals that are stored.
 */
final class MethodReport {

  private final DataSource database;
  private final String classifier;
  private final Order order;

  /**
   * @param beside methods to compare with
   * @param asOf the last month that counts
   * @param draws of the total effects, 2 or more
   * @param mostSources sources to leave out one by one, those of most signals first
   */
  record Order(
      Method method,
      List<Method> beside,
      List<Sector> sectors,
      YearMonth asOf,
      int draws,
      int mostSources) {

    Order {
      beside = List.copyOf(beside);
      sectors = List.copyOf(sectors);
    }
  }

  /**
   * @param classifier version whose memberships count
   */
  MethodReport(DataSource database, String classifier, Order order) {
    this.database = database;
    this.classifier = classifier;
    this.order = order;
  }

  /**
   * Reads the signals once, and once more for each source, and reports sector by sector.
   *
   * @throws OperatorException if the database cannot be read, holds no signals, or holds some that
   *     are not yet classified
   */
  void write(Consumer<String> out) {
    Classified.requireAll(database, classifier);
    ScanSettings settings =
        new ScanSettings(order.asOf, order.method.influenceReachKilometres(), classifier);
    Totals all = PostgresTotals.scan(database, settings);
    Map<String, Totals> withoutSource = new LinkedHashMap<>();
    List<String> sources = PostgresTotals.sources(database);
    if (sources.size() > 1) {
      sources.stream()
          .limit(order.mostSources)
          .forEach(source ->
              withoutSource.put(source, PostgresTotals.scanWithout(database, settings, source)));
    }
    Map<Sector, SectorTotals> totals = all.sectors(order.asOf, order.method.events());
    if (totals.values().stream().allMatch(sector -> sector.size() == 0)) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "no stored signal counts in "
              + order.asOf
              + ": publish some first, or give another month with --as-of");
    }
    for (Sector sector : order.sectors) {
      write(sector, all, withoutSource, totals, out);
    }
  }

  private void write(
      Sector sector,
      Totals all,
      Map<String, Totals> withoutSource,
      Map<Sector, SectorTotals> totals,
      Consumer<String> out) {
    String title = sector.title() + ", " + order.asOf + ", " + order.method.name();
    out.accept(title);
    out.accept("=".repeat(title.length()));
    SectorTotals own = totals.get(sector);
    if (own == null || own.size() == 0) {
      out.accept("no signals\n");
      return;
    }
    Map<String, SectorInput> inputsWithoutSource = new LinkedHashMap<>();
    withoutSource.forEach((source, rest) -> inputsWithoutSource.put(source, input(sector, rest)));
    SensitivityReport report =
        new Sensitivity(order.method, input(sector, all))
            .report(inputsWithoutSource, order.draws, sector.id() + "/" + order.asOf);
    out.accept(report.table());
    if (!order.beside.isEmpty()) {
      List<Agreement> agreements =
          new MethodComparison(own, totals, all.links(sector))
              .agreements(Stream.concat(Stream.of(order.method), order.beside.stream()).toList());
      out.accept(Agreement.table(agreements));
    }
  }

  private SectorInput input(Sector sector, Totals totals) {
    return new SectorInput(
        sector,
        (Optional<EventDecay> events) -> totals.sectors(order.asOf, events),
        totals.links(sector));
  }
}
