package org.techindex.local.bench.ingest;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.techindex.common.run.ExitCode;
import org.techindex.local.TemporaryDirectory;
import org.techindex.local.command.Within;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures ingest beside what producers would pick instead. */
@Command(
    name = "ingest",
    description = {
      "Sends generated signals through an own broker and database, from consume to"
          + " commit, and the same topic through Debezium's JDBC sink in a Kafka Connect"
          + " worker, as it is delivered and tuned; beside them, a bare COPY of the same"
          + " rows. Peers start cold and warm up on the first signals of the topic.",
      "Only the ratios mean anything on another machine."
    },
    mixinStandardHelpOptions = true)
public final class IngestBenchCommand implements Callable<Integer> {

  @Within(least = 1)
  @Option(names = "--signals", description = "How many are timed (default: ${DEFAULT-VALUE}).")
  private long signals = 1_000_000;

  @Within(least = 0)
  @Option(
      names = "--warm-up",
      description = "How many come before them, for both peers (default: ${DEFAULT-VALUE}).")
  private long warmUp = 600_000;

  @Option(names = "--seed", description = "Of the generator (default: ${DEFAULT-VALUE}).")
  private long seed = 2026;

  @Option(names = "--without-sink", description = "Leaves the JDBC sink out.")
  private boolean withoutSink;

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Optional<Path> jars =
        withoutSink
            ? Optional.empty()
            : Optional.of(
                ConnectWorker.jars(
                    Path.of(".techindex", "bench", "connect-worker").toAbsolutePath(),
                    Path.of("mvnw").toAbsolutePath()));
    try (TemporaryDirectory temporary = TemporaryDirectory.make("techindex-bench")) {
      IngestBenchResult result =
          new IngestBench(
                  signals,
                  warmUp,
                  seed,
                  temporary.path(),
                  jars,
                  line -> {
                    err.println(line);
                    err.flush();
                  })
              .run();
      if (json) {
        out.println(JsonMapper.shared().writeValueAsString(result));
      } else {
        result.lines().forEach(out::println);
      }
      out.flush();
      return ExitCode.DONE.number();
    }
  }
}
