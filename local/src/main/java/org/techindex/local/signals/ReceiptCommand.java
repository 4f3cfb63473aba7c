package org.techindex.local.signals;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.techindex.common.receipt.BatchReceipt;
import org.techindex.common.receipt.Receipt;
import org.techindex.common.receipt.Receipts;
import org.techindex.common.receipt.RecordRange;
import org.techindex.common.receipt.RefusalReason;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.SignalId;
import org.techindex.local.command.SettingsOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what became of a signal or of a batch. */
@Command(
    name = "receipt",
    description =
        "Says what became of a signal: accepted, corrected, duplicate or refused and why,"
            + " and which release first counts it; or of a batch, as counts.",
    footer = {
      "",
      "  techindex receipt --source example.org --id 42",
      "  techindex receipt --batch signals.event/0@120..5119 --source example.org",
      "Ends with exit code 1 if something was refused or nothing is known of it."
    },
    mixinStandardHelpOptions = true)
public final class ReceiptCommand implements Callable<Integer> {

  @Option(names = "--source", description = "Who published.")
  private Optional<String> source = Optional.empty();

  @Option(names = "--id", description = "What they call the signal.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "RANGES",
      description = "Records TOPIC/PARTITION@FIRST..LAST, several separated by commas.")
  private Optional<String> batch = Optional.empty();

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      if (batch.isPresent()) {
        List<RecordRange> ranges = RecordRange.parse(batch.get());
        return print(out, receipts().of(ranges, source.orElse(null)));
      }
      if (source.isPresent() && id.isPresent()) {
        SignalId identity = new SignalId(source.get(), id.get());
        return print(out, receipts().of(identity));
      }
    } catch (SQLException e) {
      throw SignalServices.unanswered(e);
    } catch (IllegalArgumentException e) {
      throw new OperatorException(ExitCode.WRONG_USE, String.valueOf(e.getMessage()), e);
    }
    throw new OperatorException(
        ExitCode.WRONG_USE, "name a signal with --source and --id, or records with --batch");
  }

  private Receipts receipts() {
    return new Receipts(SignalServices.of(settings).database());
  }

  private static int print(PrintWriter out, List<Receipt> receipts) {
    if (receipts.isEmpty()) {
      out.println("nothing was received under this source and id");
    }
    boolean refused = receipts.isEmpty();
    for (Receipt receipt : receipts) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-10s %s/%d@%d  %s",
              receipt.outcome().word(),
              receipt.topic(),
              receipt.partition(),
              receipt.offset(),
              detail(receipt.outcome())));
      refused |= receipt.outcome() instanceof Receipt.Refused refusal && !refusal.replayed();
    }
    out.flush();
    return (refused ? ExitCode.SOME_INPUT_REFUSED : ExitCode.DONE).number();
  }

  private static String detail(Receipt.Outcome outcome) {
    return switch (outcome) {
      case Receipt.Accepted accepted ->
          "version of " + accepted.ceTime() + ", " + counted(accepted.firstRelease());
      case Receipt.Corrected corrected ->
          "version of "
              + corrected.ceTime()
              + ", replaced by that of "
              + corrected.by()
              + corrected.firstRelease().map(release -> ", counted in " + release).orElse("");
      case Receipt.Retracted retracted ->
          "at " + retracted.ceTime() + retracted.firstRelease().map(r -> ", since " + r).orElse("");
      case Receipt.Duplicate duplicate ->
          "of " + duplicate.ceTime() + ": no later than a version before it";
      case Receipt.Refused refused ->
          "%s: %s %s (found: %s)%s"
              .formatted(
                  refused.stage(),
                  refused.field(),
                  refused.rule(),
                  refused.value(),
                  refused.replayed() ? ", published again since" : "");
    };
  }

  private static String counted(Optional<String> release) {
    return release.map(id -> "counted since " + id).orElse("in no release yet");
  }

  private static int print(PrintWriter out, BatchReceipt receipt) {
    out.println(String.format(Locale.ROOT, "accepted    %,10d", receipt.accepted()));
    out.println(String.format(Locale.ROOT, "retractions %,10d", receipt.retractions()));
    out.println(String.format(Locale.ROOT, "duplicates  %,10d", receipt.duplicates()));
    out.println(String.format(Locale.ROOT, "refused     %,10d", receipt.refused()));
    out.println(String.format(Locale.ROOT, "waiting     %,10d", receipt.waiting()));
    receipt.refusals().forEach(reason -> out.println(line(reason)));
    out.flush();
    return (receipt.refused() > 0 ? ExitCode.SOME_INPUT_REFUSED : ExitCode.DONE).number();
  }

  static String line(RefusalReason reason) {
    return String.format(
        Locale.ROOT,
        "%,9d  %s  %s: %s %s (%s: %s)",
        reason.records(),
        reason.source(),
        reason.stage(),
        reason.field(),
        reason.rule(),
        reason.example(),
        reason.value());
  }
}
