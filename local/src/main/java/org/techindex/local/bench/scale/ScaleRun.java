package org.techindex.local.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.techindex.common.release.Cutoff;
import org.techindex.local.streams.TotalsOrder;
import org.techindex.local.streams.TotalsReader;

/** One run of so many instances, undisturbed. */
final class ScaleRun {

  /**
   * How it went.
   *
   * @param startSeconds from the start of the processes until the first had partitions
   * @param startProcessorSeconds of all processes until each had partitions
   * @param seconds from then until all was committed
   * @param processorSeconds of all processes from then on
   * @param brokerSeconds processor time of the broker, and of looking whether all is done, from
   *     then on
   */
  record Taken(
      double startSeconds,
      double startProcessorSeconds,
      double seconds,
      double processorSeconds,
      double brokerSeconds) {}

  private static final long LOOK_MILLISECONDS = 150;

  private final ScaleProcesses.Setup setup;
  private final int instances;
  private final List<Cutoff> cutoffs;

  /**
   * @param cutoffs one for each lap, of the whole: all records count, and no other lap has it
   */
  ScaleRun(ScaleProcesses.Setup setup, int instances, List<Cutoff> cutoffs) {
    this.setup = setup;
    this.instances = instances;
    this.cutoffs = List.copyOf(cutoffs);
  }

  /** All laps, by the same processes: the first with code that is compiled on the way. */
  List<Taken> run() throws IOException, InterruptedException {
    List<Taken> laps = new ArrayList<>();
    try (ScaleProcesses processes = new ScaleProcesses(setup)) {
      for (Cutoff cutoff : cutoffs) {
        laps.add(lap(processes, cutoff, laps.isEmpty()));
      }
    }
    return laps;
  }

  private Taken lap(ScaleProcesses processes, Cutoff cutoff, boolean first)
      throws IOException, InterruptedException {
    Path cutoffFile = Files.createTempFile(setup.directory(), "cutoff", ".txt");
    ScaleInstance.write(cutoffFile, cutoff);
    long launched = System.currentTimeMillis();
    double before = processes.processorSeconds();
    if (first) {
      for (int number = 0; number < instances; number++) {
        processes.start(number, cutoffFile);
      }
    } else {
      processes.beginAnew(cutoffFile);
    }
    long started = awaitFirst(processes);
    double brokerBefore = ScaleProcesses.processorSeconds(ProcessHandle.current());
    TotalsOrder order = ScaleInstance.order(setup.brokers(), cutoff, setup.classified());
    try (TotalsReader reader = TotalsReader.of(order)) {
      while (!isDone(reader)) {
        processes.pause(LOOK_MILLISECONDS);
      }
    }
    long ended = System.currentTimeMillis();
    double processor = processes.processorSeconds() - before;
    double broker = ScaleProcesses.processorSeconds(ProcessHandle.current()) - brokerBefore;
    double startProcessor = -before;
    for (int number = 0; number < instances; number++) {
      startProcessor += processes.awaitStarted(number).processorMilliseconds() / 1e3;
    }
    return new Taken(
        (started - launched) / 1e3,
        startProcessor,
        (ended - started) / 1e3,
        processor - startProcessor,
        broker);
  }

  private boolean isDone(TotalsReader reader) {
    return setup.step().totals() ? reader.isDrained() : reader.isClassified();
  }

  private long awaitFirst(ScaleProcesses processes) throws IOException, InterruptedException {
    while (true) {
      long first = Long.MAX_VALUE;
      for (int number = 0; number < instances; number++) {
        first =
            Math.min(
                first,
                processes
                    .started(number)
                    .map(ScaleInstance.Started::epochMilliseconds)
                    .orElse(Long.MAX_VALUE));
      }
      if (first != Long.MAX_VALUE) {
        return first;
      }
      processes.pause(50);
    }
  }
}
