package org.techindex.local.bench.faults;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.techindex.common.run.ExitCode;
import org.techindex.local.command.Within;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Breaks ingest at random moments and accounts for every record afterwards. */
@Command(
    name = "faults",
    description = {
      "Kills ingest, broker and database, cuts and delays the network, fills the disk"
          + " and freezes instances under load; then recomputes the truth from the topics and"
          + " compares every row.",
      "The full disk needs the right to mount a small one (root)."
    },
    mixinStandardHelpOptions = true)
public final class FaultsBenchCommand implements Callable<Integer> {

  /** The account does not balance. */
  private static final int UNBALANCED = 1;

  @Within(least = 1)
  @Option(names = "--rounds", description = "How many faults (default: ${DEFAULT-VALUE}).")
  private int rounds = 100;

  @Option(names = "--seed", description = "Of faults and load (default: ${DEFAULT-VALUE}).")
  private long seed = 2026;

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path directory = Files.createTempDirectory("techindex-faults");
    FaultRun.Outcome outcome =
        new FaultRun(
                directory,
                seed,
                line -> {
                  err.println(line);
                  err.flush();
                })
            .run(FaultRun.draw(rounds, seed));
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(outcome));
    } else {
      print(out, outcome);
    }
    out.flush();
    return outcome.account().balances() ? ExitCode.DONE.number() : UNBALANCED;
  }

  private static void print(PrintWriter out, FaultRun.Outcome outcome) {
    outcome.rounds().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(round ->
            out.println(
                String.format(
                    Locale.ROOT,
                    "%-22s %4d",
                    round.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    round.getValue())));
    Account account = outcome.account();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d records: %,d versions, %,d retractions, %,d duplicates, %,d refused",
            account.records(),
            account.versions(),
            account.retractions(),
            account.duplicates(),
            account.refusals()));
    out.println(
        String.format(
            Locale.ROOT,
            "%,d lost, %,d doubled, %,d differing, %,d refusals not announced;"
                + " longest recovery %.1f s; ingest ended by itself %d times",
            account.lost(),
            account.doubled(),
            account.differing(),
            account.unannounced(),
            outcome.longestRecoverySeconds(),
            outcome.endedByItself()));
    account.examples().forEach(out::println);
  }
}
