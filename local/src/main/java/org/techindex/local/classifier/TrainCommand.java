package org.techindex.local.classifier;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a model file from labelled texts; the same files and date give the same bytes. */
@Command(
    name = "train",
    description = "Makes a sector model from labelled texts.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  @Mixin private SourceOptions sources = new SourceOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the model goes: FILE.json, and FILE.weights beside it.")
  private Path out = Path.of("model.json");

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      required = true,
      description = "The date that the model says it was trained on.")
  private LocalDate date = LocalDate.EPOCH;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    TrainingSettings settings = TrainingSettings.DEFAULT;
    TrainingRun run =
        TrainingRun.of(
            sources.sources(),
            settings,
            line -> {
              err.println(line);
              err.flush();
            });
    try {
      run.model()
          .write(
              out,
              date.toString(),
              run.training().inputs(),
              settings.asParameters(),
              run.namedScores());
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE, "the model cannot be written to " + out + ": " + e.getMessage(), e);
    }
    PrintWriter output = spec.commandLine().getOut();
    output.println("model " + run.model().model().version() + " in " + out);
    run.namedScores().forEach((name, score) -> output.printf("%-40s %.3f%n", name, score));
    output.flush();
    return ExitCode.DONE.number();
  }
}
