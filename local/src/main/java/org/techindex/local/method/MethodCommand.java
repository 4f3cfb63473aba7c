package org.techindex.local.method;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.method.MethodFile;
import org.techindex.common.run.ExitCode;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.Sector;
import org.techindex.local.command.SectorNames;
import org.techindex.local.command.SettingsOptions;
import org.techindex.local.command.Within;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What method files say and what rankings owe to them. */
@Command(
    name = "method",
    description = "Checks method files and reports what rankings owe to their method.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {MethodCommand.Check.class, MethodCommand.Report.class})
public final class MethodCommand {

  /** Reads a method file as a release would. */
  @Command(
      name = "check",
      description = "Reads a method file and prints its name and digest, or all its mistakes.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "NAME|FILE", description = "A method file, or a method by name.")
    private String method = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
      MethodFile file = MethodFile.find(method);
      PrintWriter out = spec.commandLine().getOut();
      out.println("method " + file.method().name() + " is good, SHA-256 " + file.sha256());
      out.flush();
      return ExitCode.DONE.number();
    }
  }

  /** Prints what ranks owe to factors, kinds, sources and parameters. */
  @Command(
      name = "report",
      description =
          "Scores the stored signals again without one factor, kind or source at a time,"
              + " under other parameters, and by other methods, and prints how the ranks change.",
      footer = {"", "docs/method.md explains the tables."},
      mixinStandardHelpOptions = true)
  static final class Report implements Callable<Integer> {

    @Option(
        names = "--method",
        paramLabel = "NAME|FILE",
        description = "The method to report on (default: ${DEFAULT-VALUE}).",
        defaultValue = "live-1")
    private String method = "";

    @Option(
        names = "--beside",
        paramLabel = "NAME|FILE",
        description = "A method to compare with; may be repeated (default: all that come along).")
    private List<String> beside = List.of();

    @Option(
        names = "--sector",
        description = "Title or id of a sector; may be repeated (default: all six).")
    private List<String> sectors = List.of();

    @Option(
        names = "--as-of",
        paramLabel = "YYYY-MM",
        description = "The last month that counts (default: this month).")
    private Optional<YearMonth> asOf = Optional.empty();

    @Within(least = 2)
    @Option(
        names = "--draws",
        description = "Draws of the total effects (default: ${DEFAULT-VALUE}).",
        defaultValue = "64")
    private int draws;

    @Within(least = 0)
    @Option(
        names = "--sources",
        description = "Sources to leave out, largest first (default: ${DEFAULT-VALUE}).",
        defaultValue = "10")
    private int sources;

    @Mixin private final SettingsOptions settings = new SettingsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
      MethodReport.Order order =
          new MethodReport.Order(
              MethodFile.find(method).method(),
              besides().stream().map(name -> MethodFile.find(name).method()).toList(),
              sectors.isEmpty()
                  ? List.of(Sector.values())
                  : sectors.stream().map(SectorNames::sector).toList(),
              asOf.orElseGet(() -> YearMonth.now(Clock.systemUTC())),
              draws,
              sources);
      SettingsOptions.Services services = settings.services(settings.read());
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(services.database());
      database.setUser(services.user());
      database.setPassword(services.password());
      PrintWriter out = spec.commandLine().getOut();
      new MethodReport(database, EvidenceClassifier.shipped().version(), order)
          .write(text -> {
            out.println(text);
            out.flush();
          });
      return ExitCode.DONE.number();
    }

    private List<String> besides() {
      return beside.isEmpty()
          ? MethodFile.INCLUDED.stream().filter(name -> !name.equals(method)).toList()
          : beside;
    }
  }
}
