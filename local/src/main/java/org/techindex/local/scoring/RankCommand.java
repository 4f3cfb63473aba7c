package org.techindex.local.scoring;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVFormat;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.ingest.publish.MappingFile;
import org.techindex.local.RankingText;
import org.techindex.local.command.SettingsOptions;
import org.techindex.scoring.ScoringRun;
import org.techindex.scoring.release.ReleaseCalendar;
import org.techindex.scoring.release.ReleaseCheck;
import org.techindex.scoring.release.ReleaseStore;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ranks the stored signals, or those of files, by any method. */
@Command(
    name = "rank",
    description = "Ranks the clusters of the stored signals, or of the signals of files.",
    mixinStandardHelpOptions = true)
public final class RankCommand implements Callable<Integer> {

  /** How a ranking is printed. */
  public enum Format {
    TABLE,
    CSV,
    JSON
  }

  @Option(names = "--sector", description = "One sector by title or id (default: all six tables).")
  private Optional<String> sector = Optional.empty();

  @Option(
      names = "--method",
      defaultValue = "live-1",
      paramLabel = "NAME|FILE",
      description = "live-1, uktii-2 or a method file (default: ${DEFAULT-VALUE}).")
  private String method = "live-1";

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = "The last month that counts (default: this one).")
  private Optional<String> month = Optional.empty();

  @Option(
      names = "--top",
      defaultValue = "10",
      description = "Clusters in a printed table (default: ${DEFAULT-VALUE}).")
  private int top = 10;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "table, csv or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(
      names = "--from",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Ranks these files alone, through a broker and database of its own.")
  private List<Path> files = List.of();

  @Option(names = "--kind", description = "With --from: what the rows are.")
  private Optional<SignalKind> kind = Optional.empty();

  @Option(names = "--source", description = "With --from: who publishes (default: files).")
  private String source = "files";

  @Option(names = "--mapping", description = "With --from: how columns become signals.")
  private Optional<String> mapping = Optional.empty();

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    MethodFile chosen = MethodFile.find(method);
    Optional<Sector> only = sector.map(RankCommand::parseSector);
    YearMonth asOf = month.map(RankCommand::parseMonth).orElseGet(RankCommand::thisMonth);
    Gazetteer gazetteer = Gazetteer.load();
    long refused = 0;
    if (files.isEmpty()) {
      print(rank(ScoringDatabase.of(settings), gazetteer, chosen, asOf), only);
    } else {
      try (RankedFiles ranked = RankedFiles.start(gazetteer)) {
        refused = ranked.publish(files, kind, source, mapping.map(MappingFile::find));
        print(rank(ranked.database(), gazetteer, chosen, asOf), only);
      }
    }
    return (refused > 0 ? ExitCode.SOME_INPUT_REFUSED : ExitCode.DONE).number();
  }

  /** The six tables of what is stored. */
  static List<SectorRanking> rank(
      DataSource database, Gazetteer gazetteer, MethodFile method, YearMonth asOf) {
    PostgresTotals totals =
        PostgresTotals.scan(
            database,
            new ScanSettings(
                asOf,
                method.method().influenceReachKilometres(),
                EvidenceClassifier.shipped().version()));
    List<SectorRanking> rankings =
        new ScoringRun(
                method.method(), gazetteer, new ReleaseStore(database).idsBefore(ReleaseStore.ALL))
            .run(totals, asOf, "live");
    ReleaseCheck.require(rankings);
    return rankings;
  }

  private void print(List<SectorRanking> rankings, Optional<Sector> only) {
    List<SectorRanking> chosen =
        rankings.stream()
            .filter(ranking -> only.map(one -> one.id().equals(ranking.sector())).orElse(true))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TABLE ->
          chosen.forEach(ranking -> {
            RankingText.lines(ranking, top).forEach(out::println);
            out.println();
          });
      case CSV -> csv(chosen).lines().forEach(out::println);
      case JSON -> out.println(new String(RankingJson.write(chosen), StandardCharsets.UTF_8));
    }
    out.flush();
  }

  private static String csv(List<SectorRanking> rankings) {
    StringBuilder text =
        new StringBuilder(
            "sector,rank,low_rank,high_rank,cluster_id,cluster,regions,percentage\r\n");
    CSVFormat format = CSVFormat.RFC4180;
    for (SectorRanking ranking : rankings) {
      for (RankedCluster cluster : ranking.clusters()) {
        text.append(
                format.format(
                    ranking.sector(),
                    cluster.rank(),
                    cluster.interval().map(interval -> interval.lowRank()).orElse(cluster.rank()),
                    cluster.interval().map(interval -> interval.highRank()).orElse(cluster.rank()),
                    cluster.id(),
                    cluster.name(),
                    String.join(", ", cluster.regions()),
                    cluster.percentage()))
            .append("\r\n");
      }
      text.append(
              format.format(
                  ranking.sector(),
                  "",
                  "",
                  "",
                  ranking.elsewhere().id(),
                  ranking.elsewhere().name(),
                  "",
                  ranking.elsewhere().percentage()))
          .append("\r\n");
    }
    return text.toString();
  }

  private static Sector parseSector(String text) {
    return Sector.find(text)
        .orElseThrow(() ->
            new OperatorException(
                ExitCode.WRONG_USE,
                "no sector '"
                    + text
                    + "': there are "
                    + String.join(", ", Arrays.stream(Sector.values()).map(Sector::id).toList())));
  }

  static YearMonth parseMonth(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeParseException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          String.format(Locale.ROOT, "'%s' is not a month: write 2026-11", text),
          e);
    }
  }

  static YearMonth thisMonth() {
    return ReleaseCalendar.monthOf(Instant.now());
  }
}
