package org.techindex.local.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.run.Progress;
import org.techindex.common.signal.SignalKind;
import org.techindex.ingest.publish.MappingFile;
import org.techindex.ingest.publish.PublishReport;
import org.techindex.ingest.publish.PublishRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes the signals of files to Kafka. */
@Command(
    name = "publish",
    description = {
      "Publishes signals: CSV with the canonical header, JSON lines, or any CSV through a mapping.",
      "The same file again changes nothing; an edited one corrects what was published."
    },
    footer = {
      "",
      "Mappings that come with techindex: waifinder, universities-ref2014, confs-tech,",
      "techevents-groups, large-employers. Ends with exit code 1 if a row was refused."
    },
    mixinStandardHelpOptions = true)
public final class PublishCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files .csv, .jsonl or .ndjson.")
  private List<Path> files = List.of();

  @Option(
      names = "--kind",
      description = "business, event, institution or publication; a mapping tells it itself.")
  private Optional<SignalKind> kind = Optional.empty();

  @Option(
      names = "--source",
      description = "Who publishes; with the id it identifies a signal for ever.")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--mapping",
      paramLabel = "NAME|FILE",
      description = "How other columns become signals: a name below or a YAML file.")
  private Optional<String> mapping = Optional.empty();

  @Option(
      names = "--time",
      paramLabel = "RFC3339",
      description = "Version of the signals: the latest wins (default: when FILE last changed).")
  private Optional<String> time = Optional.empty();

  @Option(names = "--dry-run", description = "Validates everything and sends nothing.")
  private boolean dryRun;

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    PublishRun run =
        new PublishRun(
            new PublishRun.PublishOrder(
                files, kind, source, mapping.map(MappingFile::find), time.map(this::parseTime)),
            Progress.Display.standardError());
    run.check();
    PublishReport report =
        dryRun ? run.dryRun() : run.publish(settings.services(settings.read()).kafka());
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    out.flush();
    return (report.refused() > 0 ? ExitCode.SOME_INPUT_REFUSED : ExitCode.DONE).number();
  }

  private OffsetDateTime parseTime(String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeParseException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE, "--time is a time with offset, like 2026-11-22T09:30:00Z", e);
    }
  }
}
