package org.techindex.local.scoring;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.ReleaseChanges.ClusterChange;
import org.techindex.common.release.ReleaseChanges.SectorChanges;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.local.command.SettingsOptions;
import org.techindex.scoring.release.MadeRelease;
import org.techindex.scoring.release.ReleaseMaker;
import org.techindex.scoring.release.ReleasePlan;
import org.techindex.scoring.release.ReleaseStore;
import org.techindex.scoring.release.ReleaseStore.State;
import org.techindex.scoring.release.ReleaseTerms;
import org.techindex.scoring.release.ReleaseVerify;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans, makes, checks and corrects monthly releases. */
@Command(
    name = "release",
    description = "Plans, makes, verifies, corrects, withdraws and lists monthly releases.",
    mixinStandardHelpOptions = true)
public final class ReleaseCommand {

  private static final DateTimeFormatter UK_TIME =
      DateTimeFormatter.ofPattern("EEE d MMMM yyyy HH:mm", Locale.UK)
          .withZone(ZoneId.of("Europe/London"));

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Command(name = "plan", description = "Names the dates of the next twelve releases.")
  int plan() {
    for (ReleasePlan.Date date : new ReleasePlan(database()).nameDates(Instant.now())) {
      out().println(date.month() + "  " + UK_TIME.format(date.dueAt()) + " UK time");
    }
    return done();
  }

  @Command(
      name = "make",
      description = "Makes the release of a month from what is stored, and publishes it.")
  int make(
      @Parameters(arity = "0..1", paramLabel = "YYYY-MM", description = "default: this month")
          Optional<String> month,
      @Option(names = "--method", defaultValue = "live-1", paramLabel = "NAME|FILE") String method,
      @Option(names = "--draft", description = "Keeps it for checking; publish it later.")
          boolean draft,
      @Option(names = "--dry-run", description = "Stores nothing; says what would change.")
          boolean dryRun) {
    DataSource database = database();
    YearMonth chosen = month.map(RankCommand::parseMonth).orElseGet(RankCommand::thisMonth);
    MethodFile file = MethodFile.find(method);
    String classifier = EvidenceClassifier.shipped().version();
    ReleaseMaker maker = maker(database);
    MadeRelease made =
        dryRun
            ? maker.dryRun(chosen, file, classifier)
            : maker.make(chosen, file, classifier, draft ? State.DRAFT : State.PUBLISHED);
    out().println(made.id() + (dryRun ? " would be" : draft ? " is a draft" : " is published"));
    describe(made);
    return done();
  }

  @Command(name = "publish", description = "Publishes a draft as it is.")
  int publish(@Parameters(paramLabel = "RELEASE") String release) {
    ReleaseId id = parse(release);
    new ReleaseStore(database()).publish(id, Instant.now());
    out().println(id + " is published");
    return done();
  }

  @Command(
      name = "correct",
      description = "Makes the next version of a release; the one before stays readable.")
  int correct(
      @Parameters(paramLabel = "YYYY-MM") String month,
      @Option(names = "--reason", required = true, description = "In a sentence; is published.")
          String reason,
      @Option(names = "--method", defaultValue = "live-1", paramLabel = "NAME|FILE")
          String method) {
    MadeRelease made =
        maker(database())
            .correct(
                RankCommand.parseMonth(month),
                MethodFile.find(method),
                EvidenceClassifier.shipped().version(),
                reason);
    out().println(made.id() + " is published");
    describe(made);
    return done();
  }

  @Command(name = "withdraw", description = "Withdraws a release; the reason stands in its place.")
  int withdraw(
      @Parameters(paramLabel = "RELEASE") String release,
      @Option(names = "--reason", required = true) String reason) {
    ReleaseId id = parse(release);
    new ReleaseStore(database()).withdraw(id, reason);
    out().println(id + " is withdrawn");
    return done();
  }

  @Command(
      name = "verify",
      description = "Makes a release again from the stored signals and compares every byte.")
  int verify(@Parameters(paramLabel = "RELEASE") String release) {
    ReleaseId id = parse(release);
    List<String> differences = new ReleaseVerify(database(), Gazetteer.load()).differences(id);
    if (differences.isEmpty()) {
      out().println(id + " is what the stored signals give, byte for byte");
      return done();
    }
    differences.forEach(out()::println);
    out().flush();
    return ExitCode.SOME_INPUT_REFUSED.number();
  }

  @Command(name = "list", description = "All releases, the latest first.")
  int list() {
    List<ReleaseStore.Row> rows = new ReleaseStore(database()).list();
    if (rows.isEmpty()) {
      out().println("no release yet: make one with techindex release make");
    }
    for (ReleaseStore.Row row : rows) {
      out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-11s  %-9s  made %s%s",
                  row.id(),
                  row.state().name().toLowerCase(Locale.ROOT),
                  UK_TIME.format(row.madeAt()),
                  row.reason().map(reason -> "  " + reason).orElse("")));
    }
    return done();
  }

  private void describe(MadeRelease made) {
    if (made.changes().isEmpty()) {
      out().println("It is the first: there is nothing to compare it with.");
      return;
    }
    out().println("Compared with " + made.changes().get().previous() + ", in percentage points:");
    for (SectorChanges sector : made.changes().get().sectors()) {
      out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-28s  first ten in common %3.0f %%, rank-biased overlap %.3f",
                  sector.sector(),
                  100 * sector.overlapAtTen(),
                  sector.rankBiasedOverlap()));
      sector.clusters().stream()
          .filter(change -> Math.abs(change.change()) >= 0.05)
          .limit(10)
          .forEach(change -> out().println("  " + line(change)));
      sector
          .events()
          .forEach(event ->
              out().println("  " + event.type() + ": " + event.from() + " -> " + event.to()));
    }
    out().flush();
  }

  private static String line(ClusterChange change) {
    return String.format(
        Locale.ROOT,
        "%-36s %5.1f -> %5.1f  (activity %+.1f, boundary %+.1f, method %+.1f)",
        change.id(),
        change.previousPercentage(),
        change.currentPercentage(),
        change.activity(),
        change.boundary(),
        change.method());
  }

  private static ReleaseId parse(String release) {
    try {
      return ReleaseId.parse(release);
    } catch (IllegalArgumentException e) {
      throw new OperatorException(ExitCode.WRONG_USE, String.valueOf(e.getMessage()), e);
    }
  }

  private static ReleaseMaker maker(DataSource database) {
    return new ReleaseMaker(
        database, Gazetteer.load(), ReleaseTerms.of("CC-BY-4.0", "the operator of this index"));
  }

  private DataSource database() {
    return ScoringDatabase.of(settings);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private int done() {
    out().flush();
    return ExitCode.DONE.number();
  }
}
