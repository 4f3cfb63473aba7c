package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.techindex.common.config.Settings;
import org.techindex.common.method.Method;
import org.techindex.common.method.MethodFile;
import org.techindex.common.release.Cutoff;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.local.SystemParts;
import org.techindex.scoring.release.ReleaseCalendar;
import org.techindex.scoring.release.ReleaseStore;
import org.techindex.scoring.total.Classified;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.SectorTotals;
import org.techindex.scoring.total.Totals;
import org.techindex.scoring.total.TotalsDigest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds up the totals by an engine and prints what they come to, with a hash to compare. */
@Command(
    name = "totals",
    description = {
      "Adds up the totals of everything stored, or of a release, and prints a hash of all integers.",
      "Every engine gives the same. With --engine streams, start it on several machines with the"
          + " same --release: they share the work, and each prints the result. The totals stay in"
          + " the database, where --engine kept reads them."
    },
    mixinStandardHelpOptions = true)
public final class TotalsCommand implements Callable<Integer> {

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Mixin private final Engine engine = new Engine();

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description = "Up to the cut-off of this release, by its classifier and method.")
  private Optional<String> release = Optional.empty();

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM",
      description = "The last month that counts (default: this month).")
  private Optional<YearMonth> asOf = Optional.empty();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  /** What is added up. */
  private record Wanted(
      YearMonth month, Method method, String classifier, Optional<Cutoff> cutoff) {}

  @Override
  public Integer call() {
    Settings read = settings.read();
    SettingsOptions.Services services = settings.services(read);
    PrintWriter out = spec.commandLine().getOut();
    try (HikariDataSource database =
        SystemParts.database(services.database(), services.user(), services.password(), 3)) {
      Wanted wanted = wanted(database, read);
      long started = System.nanoTime();
      ScanSettings scan =
          new ScanSettings(
              wanted.month(), wanted.method().influenceReachKilometres(), wanted.classifier());
      Totals totals = engine.source(database, services, read).totals(scan, wanted.cutoff());
      long refused = engine.refused(database, services, scan, totals.cutoff());
      print(out, totals, refused, wanted);
      out.printf(
          Locale.ROOT,
          "%s: %.1f s, sha256 %s%n",
          engine.word(),
          (System.nanoTime() - started) / 1e9,
          TotalsDigest.of(totals, wanted.month(), wanted.method().events()));
    }
    out.flush();
    return ExitCode.DONE.number();
  }

  private Wanted wanted(HikariDataSource database, Settings read) {
    if (release.isEmpty()) {
      String classifier = SystemParts.classifier().version();
      Classified.requireAll(database, classifier);
      return new Wanted(
          asOf.orElseGet(() -> ReleaseCalendar.monthOf(Instant.now())),
          SystemParts.method(read).method(),
          classifier,
          Optional.empty());
    }
    ReleaseId id = ReleaseId.parse(release.get());
    Manifest manifest =
        new ReleaseStore(database)
            .manifest(id)
            .orElseThrow(() ->
                new OperatorException(
                    ExitCode.WRONG_USE, "there is no release " + id + ": see release list"));
    return new Wanted(
        id.month(),
        MethodFile.parse(manifest.method().content(), "of " + id).method(),
        manifest.classifier(),
        Optional.of(manifest.cutoff()));
  }

  private static void print(PrintWriter out, Totals totals, long refused, Wanted wanted) {
    out.printf(
        Locale.ROOT,
        "%,d records up to the cut-off, of which %,d refused; as of %s%n",
        totals.cutoff().records(),
        refused,
        wanted.month());
    out.printf(
        Locale.ROOT, "%-26s %10s %12s %14s %10s%n", "", "cells", "signals", "heads", "links");
    Map<Sector, SectorTotals> sectors = totals.sectors(wanted.month(), wanted.method().events());
    sectors.forEach((sector, sums) -> {
      long signals = 0;
      long heads = 0;
      for (int cell = 0; cell < sums.size(); cell++) {
        signals += sums.signals(cell);
        heads += sums.heads(cell);
      }
      out.printf(
          Locale.ROOT,
          "%-26s %,10d %,12d %,14.1f %,10d%n",
          sector.title(),
          sums.size(),
          signals,
          heads / 1e6,
          totals.links(sector).size());
    });
  }
}
