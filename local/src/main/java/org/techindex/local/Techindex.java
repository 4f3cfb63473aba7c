package org.techindex.local;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.techindex.common.config.NearestName;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.bench.BenchCommand;
import org.techindex.local.classifier.ClassifierCommand;
import org.techindex.local.command.ApiCommand;
import org.techindex.local.command.BrokerUsersCommand;
import org.techindex.local.command.DemoCommand;
import org.techindex.local.command.DoctorCommand;
import org.techindex.local.command.IngestCommand;
import org.techindex.local.command.LocalCommand;
import org.techindex.local.command.MigrateCommand;
import org.techindex.local.command.PublishCommand;
import org.techindex.local.command.RankCommand;
import org.techindex.local.command.ReclassifyCommand;
import org.techindex.local.command.ReleaseCommand;
import org.techindex.local.command.RolesCommand;
import org.techindex.local.command.SampleCommand;
import org.techindex.local.command.ScoringCommand;
import org.techindex.local.command.TopicsCommand;
import org.techindex.local.command.TotalsCommand;
import org.techindex.local.command.Within;
import org.techindex.local.method.MethodCommand;
import org.techindex.local.signals.ReceiptCommand;
import org.techindex.local.signals.RejectedCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command tree. A command is registered by its class in {@code subcommands}; it is a {@code
 * Callable<Integer>} that returns the number of an {@link ExitCode} and throws {@link
 * OperatorException} for what the operator can mend.
 */
@Command(
    name = "techindex",
    description = "The engine of a national technology innovation index.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "techindex 1.0.0-SNAPSHOT",
    // One line for each command.
    subcommands = {
      DemoCommand.class, //
      LocalCommand.class, //
      PublishCommand.class, //
      ReceiptCommand.class, //
      RejectedCommand.class, //
      MethodCommand.class, //
      RankCommand.class, //
      ReleaseCommand.class, //
      IngestCommand.class, //
      ScoringCommand.class, //
      ApiCommand.class, //
      RolesCommand.class, //
      BrokerUsersCommand.class, //
      MigrateCommand.class, //
      TopicsCommand.class, //
      SampleCommand.class, //
      BenchCommand.class, //
      ClassifierCommand.class, //
      TotalsCommand.class,
      ReclassifyCommand.class, //
      DoctorCommand.class, //
    },
    footer = {
      "",
      "`techindex test` builds everything, runs all tests and ends with their counts.",
      "Exit codes: 0 done, 1 some input refused, 2 wrong use, 3 a needed service is not there."
    })
public final class Techindex {

  /** A defect of ours, after its stack trace: EX_SOFTWARE of sysexits.h. */
  private static final int DEFECT = 70;

  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  private static int execute(String[] arguments) {
    try {
      return arguments.length == 1
          ? service(arguments[0])
              .map(Techindex::run)
              .orElseGet(() -> commandLine().execute(arguments))
          : commandLine().execute(arguments);
    } catch (NoClassDefFoundError absent) {
      System.err.println(
          "techindex: this installation holds only what one service needs ("
              + absent.getMessage()
              + " is not there): take the image techindex/tool, for --engine streams"
              + " techindex/streams");
      return ExitCode.WRONG_USE.number();
    }
  }

  /** The whole tree, ready to execute. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Techindex());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionStrategy(parsed -> {
      Within.Check.options(parsed);
      return new CommandLine.RunLast().execute(parsed);
    });
    commandLine.setExitCodeExceptionMapper(_ -> DEFECT);
    commandLine.setParameterExceptionHandler(Techindex::explainWrongUse);
    commandLine.setExecutionExceptionHandler(Techindex::explainFailure);
    return commandLine;
  }

  /** A service that is started without options, as in the images. */
  private static Optional<Callable<Integer>> service(String name) {
    return switch (name) {
      case "ingest" -> Optional.of(new IngestCommand());
      case "scoring" -> Optional.of(new ScoringCommand());
      case "api" -> Optional.of(new ApiCommand());
      default -> Optional.empty();
    };
  }

  /** Without the command tree: to read all its options takes a third of the start of a service. */
  private static int run(Callable<Integer> service) {
    try {
      return service.call();
    } catch (OperatorException mistake) {
      return explain(mistake, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    } catch (Exception defect) {
      defect.printStackTrace();
      return DEFECT;
    }
  }

  private static int explainWrongUse(ParameterException mistake, String[] arguments) {
    CommandSpec command = mistake.getCommandLine().getCommandSpec();
    print(
        mistake.getCommandLine().getErr(),
        explain(mistake) + "; see `" + command.qualifiedName() + " --help`");
    return ExitCode.WRONG_USE.number();
  }

  private static String explain(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      CommandSpec command = mistake.getCommandLine().getCommandSpec();
      Set<String> known = new TreeSet<>(command.optionsMap().keySet());
      known.addAll(command.subcommands().keySet());
      String written = unmatched.getUnmatched().getFirst();
      return "there is no '" + written + "'" + NearestName.hint(written, known);
    }
    return oneLine(mistake.getMessage());
  }

  private static int explainFailure(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof OperatorException mistake) {
      return explain(mistake, commandLine.getErr());
    }
    throw failure;
  }

  private static int explain(OperatorException mistake, PrintWriter err) {
    String.valueOf(mistake.getMessage()).lines().forEach(line -> print(err, line.strip()));
    return mistake.exitCode().number();
  }

  private static void print(PrintWriter err, String message) {
    err.println("techindex: " + message);
    err.flush();
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "no message" : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
