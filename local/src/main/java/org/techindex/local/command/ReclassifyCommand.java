package org.techindex.local.command;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.run.Progress;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.SicCodes;
import org.techindex.local.classifier.ModelOption;
import org.techindex.local.classifier.Reclassification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Classifies all stored signals by another model and says what moved. */
@Command(
    name = "reclassify",
    description = {
      "Classifies all stored signals by another model, beside the memberships they have.",
      "Can be stopped and started again; earlier releases are not touched."
    },
    mixinStandardHelpOptions = true)
public final class ReclassifyCommand implements Callable<Integer> {

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Mixin private final ModelOption model = new ModelOption();

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      description = "Takes over from this version alone (default: from all, that of most first).")
  private Optional<String> from = Optional.empty();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    SettingsOptions.Services services = settings.services(settings.read());
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(services.database());
    database.setUser(services.user());
    database.setPassword(services.password());
    EvidenceClassifier classifier = new EvidenceClassifier(model.model(), SicCodes.shipped());
    PrintWriter out = spec.commandLine().getOut();
    try {
      List<String> versions =
          from.isPresent()
              ? List.of(from.get())
              : Reclassification.versionsInUse(database, classifier.version());
      long all = 0;
      for (String before : versions) {
        Reclassification run =
            new Reclassification(database, before, classifier, Reclassification.BATCH_SIGNALS);
        long done;
        try (Progress progress =
            new Progress(
                Progress.Display.standardError(), "reclassify", "signals", run.signals())) {
          done = run.run(progress::reached);
        }
        if (done > 0) {
          report(out, run, done, before, classifier.version());
        }
        all += done;
      }
      if (all == 0) {
        out.println("all signals are classified by " + classifier.version() + " already");
      }
      out.flush();
      return ExitCode.DONE.number();
    } catch (SQLException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the database cannot be used: " + e.getMessage() + "; what was done stays done",
          e);
    } catch (IllegalArgumentException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE, e.getMessage() + ": name another version with --from", e);
    }
  }

  private static void report(
      PrintWriter out, Reclassification run, long done, String before, String after)
      throws SQLException {
    out.printf("%d signals classified by %s, until now by %s%n", done, after, before);
    out.printf("%-28s %12s %12s %9s %9s%n", "", "before", "after", "joined", "left");
    for (Reclassification.Moved moved : run.moved()) {
      out.printf(
          Locale.ROOT,
          "%-28s %,12.1f %,12.1f %,9d %,9d%n",
          moved.sector().title(),
          moved.before(),
          moved.after(),
          moved.joined(),
          moved.left());
    }
  }
}
