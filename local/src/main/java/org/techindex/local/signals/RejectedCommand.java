package org.techindex.local.signals;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.techindex.common.receipt.Receipts;
import org.techindex.common.receipt.RefusalReason;
import org.techindex.common.run.ExitCode;
import org.techindex.ingest.store.Replay;
import org.techindex.local.command.SettingsOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists refused records by source and reason, and publishes them again after a fix. */
@Command(
    name = "rejected",
    description = {
      "Lists refused records by source and reason, with an example of each;",
      "`techindex receipt --source S --id ID` shows one in full."
    },
    footer = {
      "",
      "Replay after the system was put right, for instance with a postcode directory: records that",
      "are wrong themselves are refused again. Ends with exit code 1 if any are listed."
    },
    mixinStandardHelpOptions = true)
public final class RejectedCommand implements Callable<Integer> {

  @Option(names = "--source", description = "Only those of one source.")
  private Optional<String> source = Optional.empty();

  @Option(names = "--replay", description = "Publishes them again, byte for byte from Kafka.")
  private boolean replay;

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    SignalServices services = SignalServices.of(settings);
    try {
      if (replay) {
        Replay.Result result =
            new Replay(services.database(), services.kafka()).run(source.orElse(null));
        out.println(String.format(Locale.ROOT, "published again: %,d", result.replayed()));
        if (result.gone() > 0) {
          out.println(
              String.format(
                  Locale.ROOT,
                  "no longer in Kafka: %,d; their producers must publish them",
                  result.gone()));
        }
        out.flush();
        return ExitCode.DONE.number();
      }
      List<RefusalReason> reasons = new Receipts(services.database()).reasons(source.orElse(null));
      if (reasons.isEmpty()) {
        out.println("nothing is rejected");
      }
      reasons.forEach(reason -> out.println(ReceiptCommand.line(reason)));
      out.flush();
      return (reasons.isEmpty() ? ExitCode.DONE : ExitCode.SOME_INPUT_REFUSED).number();
    } catch (SQLException e) {
      throw SignalServices.unanswered(e);
    }
  }
}
