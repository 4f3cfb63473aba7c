package org.techindex.local.command;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.techindex.common.config.Settings;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.ChangesText;
import org.techindex.local.SystemParts;
import org.techindex.scoring.release.MadeRelease;
import org.techindex.scoring.release.ReleaseMaker;
import org.techindex.scoring.release.ReleasePlan;
import org.techindex.scoring.release.ReleaseStore;
import org.techindex.scoring.release.ReleaseVerify;
import org.techindex.scoring.total.TotalsSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, checks, publishes, corrects, withdraws and lists monthly releases. */
@Command(
    name = "release",
    description = "Plans, makes, publishes, verifies, corrects, withdraws and lists releases.",
    mixinStandardHelpOptions = true)
public final class ReleaseCommand {

  private static final int CONNECTIONS = 4;
  private static final String NONE_YET =
      "no release yet: make one with techindex release make YYYY-MM";

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  /** What is done with the database of the releases. */
  private interface Work {
    int with(
        HikariDataSource database,
        SettingsOptions.Services services,
        Settings read,
        PrintWriter out);
  }

  private int run(Work work) {
    Settings read = settings.read();
    SettingsOptions.Services services = settings.services(read);
    PrintWriter out = spec.commandLine().getOut();
    try (HikariDataSource database =
        SystemParts.database(
            services.database(), services.user(), services.password(), CONNECTIONS)) {
      return work.with(database, services, read, out);
    } finally {
      out.flush();
    }
  }

  @Command(
      name = "make",
      description = "Makes version 1 of a month from what is stored now.",
      mixinStandardHelpOptions = true)
  int make(
      @Parameters(paramLabel = "YYYY-MM", description = "The last month that counts.")
          YearMonth month,
      @Option(names = "--method", paramLabel = "NAME|FILE", description = "Method of the release.")
          Optional<String> method,
      @Option(names = "--draft", description = "Keeps it unpublished: the API does not show it.")
          boolean draft,
      @Option(names = "--dry-run", description = "Makes and checks it, and stores nothing.")
          boolean dryRun,
      @Mixin Engine engine) {
    return run((database, services, read, out) -> {
      ReleaseMaker maker = maker(database, engine.source(database, services, read), read);
      String classifier = SystemParts.classifier().version();
      MadeRelease made =
          dryRun
              ? maker.dryRun(month, method(method, read), classifier)
              : maker.make(
                  month,
                  method(method, read),
                  classifier,
                  draft ? ReleaseStore.State.DRAFT : ReleaseStore.State.PUBLISHED);
      out.println(
          made.id()
              + (dryRun ? " could be made: " : draft ? " made as a draft: " : " published: ")
              + made.rankings().size()
              + " tables by "
              + made.manifest().method().name());
      engine.since(database, made.manifest().cutoff()).ifPresent(out::println);
      ChangesText.lines(made.changes()).forEach(out::println);
      return ExitCode.DONE.number();
    });
  }

  @Command(
      name = "correct",
      description = "Publishes the next version of a month; the version before stays readable.",
      mixinStandardHelpOptions = true)
  int correct(
      @Parameters(paramLabel = "YYYY-MM", description = "Month of the release.") YearMonth month,
      @Option(names = "--reason", required = true, description = "In a sentence; it is published.")
          String reason,
      @Option(names = "--method", paramLabel = "NAME|FILE", description = "Method of the release.")
          Optional<String> method,
      @Mixin Engine engine) {
    return run((database, services, read, out) -> {
      MadeRelease made =
          maker(database, engine.source(database, services, read), read)
              .correct(month, method(method, read), SystemParts.classifier().version(), reason);
      out.println(made.id() + " published: " + reason);
      engine.since(database, made.manifest().cutoff()).ifPresent(out::println);
      ChangesText.lines(made.changes()).forEach(out::println);
      return ExitCode.DONE.number();
    });
  }

  @Command(
      name = "publish",
      description = "Publishes a draft as it is.",
      mixinStandardHelpOptions = true)
  int publish(
      @Parameters(paramLabel = "RELEASE", description = "2026-11 or 2026-11.v2.") String release) {
    return run((database, services, read, out) -> {
      ReleaseId id = id(release);
      new ReleaseStore(database).publish(id, Instant.now());
      out.println(id + " published");
      return ExitCode.DONE.number();
    });
  }

  @Command(
      name = "withdraw",
      description = "Withdraws a published release: the reason stands in its place.",
      mixinStandardHelpOptions = true)
  int withdraw(
      @Parameters(paramLabel = "RELEASE", description = "2026-11 or 2026-11.v2.") String release,
      @Option(names = "--reason", required = true, description = "In a sentence; it is published.")
          String reason) {
    return run((database, services, read, out) -> {
      ReleaseId id = id(release);
      new ReleaseStore(database).withdraw(id, reason);
      out.println(id + " withdrawn: " + reason);
      return ExitCode.DONE.number();
    });
  }

  @Command(
      name = "verify",
      description = "Makes releases again from the stored signals and compares every byte.",
      mixinStandardHelpOptions = true)
  int verify(
      @Parameters(
              paramLabel = "RELEASE",
              arity = "0..*",
              description = "2026-11.v2, or 2026-11 with all its versions; none: all releases.")
          @Nullable List<String> releases,
      @Mixin Engine engine) {
    return run((database, services, read, out) -> {
      ReleaseVerify verify =
          new ReleaseVerify(database, Gazetteer.load(), engine.source(database, services, read));
      List<ReleaseId> meant = named(releases, new ReleaseStore(database).list());
      if (meant.isEmpty()) {
        out.println(NONE_YET);
      }
      int different = 0;
      for (ReleaseId id : meant) {
        List<String> differences = verify.differences(id);
        differences.forEach(out::println);
        out.println(
            id + (differences.isEmpty() ? " is the same, byte for byte" : " is not the same"));
        out.flush();
        different += differences.isEmpty() ? 0 : 1;
      }
      return (different == 0 ? ExitCode.DONE : ExitCode.SOME_INPUT_REFUSED).number();
    });
  }

  /** The releases that are meant; what is not there is kept, so that it is told. */
  private static List<ReleaseId> named(
      @Nullable List<String> written, List<ReleaseStore.Row> rows) {
    List<ReleaseId> all = rows.stream().map(ReleaseStore.Row::id).toList();
    return written == null || written.isEmpty()
        ? all
        : written.stream()
            .flatMap(each -> {
              List<ReleaseId> versions =
                  all.stream().filter(id -> id.month().toString().equals(each)).toList();
              return versions.isEmpty() ? Stream.of(id(each)) : versions.stream();
            })
            .toList();
  }

  @Command(
      name = "plan",
      description = "Names the dates of the next twelve releases and prints them.",
      mixinStandardHelpOptions = true)
  int plan() {
    return run((database, services, read, out) -> {
      for (ReleasePlan.Date date : new ReleasePlan(database).nameDates(Instant.now())) {
        out.println(date.month() + "  " + date.dueAt());
      }
      return ExitCode.DONE.number();
    });
  }

  @Command(
      name = "list",
      description = "Prints all releases, the latest first.",
      mixinStandardHelpOptions = true)
  int list() {
    return run((database, services, read, out) -> {
      List<ReleaseStore.Row> rows = new ReleaseStore(database).list();
      if (rows.isEmpty()) {
        out.println(NONE_YET);
      }
      for (ReleaseStore.Row row : rows) {
        out.printf(
            Locale.ROOT,
            "%-12s %-10s %s%s%n",
            row.id(),
            row.state().name().toLowerCase(Locale.ROOT),
            row.publishedAt().map(Instant::toString).orElse("made " + row.madeAt()),
            row.reason().map(reason -> "  " + reason).orElse(""));
      }
      return ExitCode.DONE.number();
    });
  }

  private static ReleaseMaker maker(HikariDataSource database, TotalsSource totals, Settings read) {
    return new ReleaseMaker(database, Gazetteer.load(), SystemParts.terms(read), totals);
  }

  private static MethodFile method(Optional<String> stated, Settings read) {
    return stated.map(MethodFile::find).orElseGet(() -> SystemParts.method(read));
  }

  private static ReleaseId id(String written) {
    try {
      return ReleaseId.parse(written);
    } catch (IllegalArgumentException e) {
      throw new OperatorException(ExitCode.WRONG_USE, String.valueOf(e.getMessage()), e);
    }
  }
}
