package org.techindex.local.bench;

import java.util.concurrent.Callable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.bench.faults.FaultsBenchCommand;
import org.techindex.local.bench.ingest.IngestBenchCommand;
import org.techindex.local.bench.scale.ScaleBenchCommand;
import picocli.CommandLine.Command;

/** The benchmarks, one subcommand each. */
@Command(
    name = "bench",
    description = "Measures parts of the engine beside their peers.",
    synopsisSubcommandLabel = "PART",
    mixinStandardHelpOptions = true,
    subcommands = {
      ScoringBenchCommand.class,
      ClassifierBenchCommand.class,
      ApiBenchCommand.class,
      PagesBenchCommand.class,
      IngestBenchCommand.class,
      FaultsBenchCommand.class,
      ScaleBenchCommand.class
    })
public final class BenchCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new OperatorException(
        ExitCode.WRONG_USE,
        "say which part is to be measured: `techindex bench scoring`, `classifier`, `api`, `pages`, `ingest`,"
            + " `faults` or `scale`");
  }
}
