package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.techindex.common.config.Settings;
import org.techindex.common.method.Method;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.run.Progress;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.ingest.publish.MappingFile;
import org.techindex.ingest.publish.PublishReport;
import org.techindex.ingest.publish.PublishRun;
import org.techindex.local.DataDirectory;
import org.techindex.local.LocalSystem;
import org.techindex.local.RankingText;
import org.techindex.local.StoredSignals;
import org.techindex.local.SystemParts;
import org.techindex.local.TemporaryDirectory;
import org.techindex.local.classifier.OwnSectorRanking;
import org.techindex.local.classifier.SectorFile;
import org.techindex.scoring.release.ReleaseCalendar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ranks the clusters of sectors: of what is stored, or of files that nobody stored. */
@Command(
    name = "rank",
    description = {
      "Prints the ranking of what a running system has stored.",
      "With --from it scores files instead, through a system of its own that it forgets."
    },
    mixinStandardHelpOptions = true)
public final class RankCommand implements Callable<Integer> {

  private static final Duration LONGEST_INGEST = Duration.ofHours(1);

  /** How the ranking is printed. */
  enum Format {
    TABLE,
    CSV,
    JSON
  }

  @Option(names = "--sector", description = "Name or id of a sector (default: all six tables).")
  private Optional<String> sector = Optional.empty();

  @Option(
      names = "--sector-file",
      paramLabel = "FILE",
      description = "Ranks a sector of your own instead, as this YAML file describes it.")
  private Optional<Path> sectorFile = Optional.empty();

  @Option(
      names = "--method",
      paramLabel = "NAME|FILE",
      description = "Method: live-1, uktii-2 or a file (default: setting scoring.method).")
  private Optional<String> method = Optional.empty();

  @Within(least = 1)
  @Option(
      names = "--top",
      description = "Clusters with a row of their own (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int top;

  @Option(
      names = "--format",
      description = "table, csv or json (default: ${DEFAULT-VALUE}).",
      defaultValue = "table")
  private Format format = Format.TABLE;

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM",
      description = "The last month that counts (default: this month).")
  private Optional<YearMonth> asOf = Optional.empty();

  @Within(least = 1)
  @Option(
      names = "--least-organisations",
      paramLabel = "N",
      description = "Organisations that a cluster has at least (default: as the method says).")
  private Optional<Integer> leastOrganisations = Optional.empty();

  @Option(names = "--from", arity = "1..*", paramLabel = "FILE", description = "Files to score.")
  private List<Path> from = List.of();

  @Option(names = "--kind", description = "Kind of the signals of --from.")
  private Optional<SignalKind> kind = Optional.empty();

  @Option(names = "--source", description = "Source of the signals of --from.")
  private Optional<String> source = Optional.empty();

  @Option(names = "--mapping", paramLabel = "NAME|FILE", description = "Mapping of --from.")
  private Optional<String> mapping = Optional.empty();

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings read = settings.read();
    Optional<Sector> wanted = sector.map(SectorNames::sector);
    if (sector.isPresent() && sectorFile.isPresent()) {
      throw new OperatorException(
          ExitCode.WRONG_USE, "--sector and --sector-file are two questions: ask one at a time");
    }
    Optional<SectorFile> own = sectorFile.map(SectorFile::read);
    Method by = method(read);
    if (!from.isEmpty()) {
      return rankFiles(read, by, wanted, own);
    }
    SettingsOptions.Services services = settings.services(read);
    try (HikariDataSource database =
        SystemParts.database(services.database(), services.user(), services.password(), 4)) {
      print(
          new StoredSignals(database, Gazetteer.load(), SystemParts.classifier().version()),
          by,
          wanted,
          own);
    }
    return ExitCode.DONE.number();
  }

  private Method method(Settings read) {
    Method named = method.map(MethodFile::find).orElseGet(() -> SystemParts.method(read)).method();
    return leastOrganisations.map(named::withLeastOrganisations).orElse(named);
  }

  private int rankFiles(Settings read, Method by, Optional<Sector> wanted, Optional<SectorFile> own)
      throws IOException, InterruptedException {
    PublishRun run =
        new PublishRun(
            new PublishRun.PublishOrder(
                from, kind, source, mapping.map(MappingFile::find), Optional.empty()),
            Progress.Display.standardError());
    run.check();
    try (UntilStopped _ = new UntilStopped();
        TemporaryDirectory temporary = TemporaryDirectory.make("techindex-rank");
        LocalSystem system =
            LocalSystem.start(
                DataDirectory.open(temporary.path()), false, Optional.empty(), read)) {
      PublishReport report = run.publish(system.kafka());
      report.lines().forEach(System.err::println);
      if (!system.awaitStored(LONGEST_INGEST)) {
        throw new OperatorException(
            ExitCode.SERVICE_MISSING,
            "the signals are not stored after an hour: is the disk full?");
      }
      print(system.stored(), by, wanted, own);
      return (report.refused() > 0 ? ExitCode.SOME_INPUT_REFUSED : ExitCode.DONE).number();
    }
  }

  private void print(
      StoredSignals stored, Method by, Optional<Sector> wanted, Optional<SectorFile> own) {
    YearMonth until = asOf.orElseGet(() -> ReleaseCalendar.monthOf(Instant.now()));
    List<SectorRanking> rankings =
        own.map(file -> List.of(rankOwn(stored, file, by, until)))
            .orElseGet(() ->
                stored.rank(by, until).stream()
                    .filter(ranking ->
                        wanted.map(each -> each.id().equals(ranking.sector())).orElse(true))
                    .toList());
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TABLE -> {
        for (SectorRanking ranking : rankings) {
          RankingText.lines(ranking, top).forEach(out::println);
          out.println();
        }
      }
      case CSV -> RankingText.csv(rankings, top).forEach(out::println);
      case JSON -> out.println(new String(RankingJson.write(rankings), StandardCharsets.UTF_8));
    }
    out.flush();
  }

  private static SectorRanking rankOwn(
      StoredSignals stored, SectorFile file, Method by, YearMonth until) {
    long started = System.nanoTime();
    OwnSectorRanking own;
    try (Progress progress = new Progress(Progress.Display.standardError(), "rank", "texts", 0)) {
      own =
          OwnSectorRanking.of(
              file,
              stored.database(),
              stored.gazetteer(),
              stored.classifier(),
              by,
              until,
              progress::reached);
    }
    System.err.printf(
        Locale.ROOT,
        "%d of %d stored texts belong to %s (%.1f s), most clearly: %s%n",
        own.members(),
        own.asked(),
        file.name().title(),
        (System.nanoTime() - started) / 1e9,
        String.join("; ", own.clearest()));
    return own.ranking();
  }
}
