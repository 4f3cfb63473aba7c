package org.techindex.local.bench.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.techindex.common.release.Cutoff;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.streams.TotalsOrder;
import org.techindex.local.streams.TotalsReader;

/** One run of so many instances, each a process of its own. */
final class ScaleRun {

  /**
   * What is run.
   *
   * @param step which part of the way from signals to totals
   * @param instances that run side by side
   * @param rounds of disturbance: a process is killed and starts again, and in every other round a
   *     further one joins, or leaves in order
   */
  record Plan(ScaleInstance.Step step, int instances, int rounds) {}

  /**
   * Where it runs.
   *
   * @param cutoffs one for each lap, of the whole: all records count, and no other lap has it
   * @param classified name of the classified signals
   */
  record Place(
      String brokers, List<Cutoff> cutoffs, Path directory, String classified, int threads) {}

  /**
   * What was disturbed.
   *
   * @param kills processes that were killed
   * @param moves times that a further instance joined or left, so that partitions moved
   * @param recoverySeconds from a kill until the process that starts instead has partitions again,
   *     the mean; not a number where there was none
   */
  record Disturbed(int kills, int moves, double recoverySeconds) {}

  /**
   * How it went.
   *
   * @param startSeconds from the start of the processes until the first had partitions
   * @param startProcessorSeconds of all processes until each had partitions
   * @param seconds from then until all was committed
   * @param processorSeconds of all processes from then on
   * @param disturbed kills and moves before that
   */
  record Taken(
      double startSeconds,
      double startProcessorSeconds,
      double seconds,
      double processorSeconds,
      Disturbed disturbed) {}

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final long LOOK_MILLISECONDS = 250;
  private static final int LEAST_PAUSE_MILLISECONDS = 500;
  private static final int MORE_PAUSE_MILLISECONDS = 1_500;
  private static final long LEAVE_SECONDS = 10;
  private static final long SEED = 26;

  private final Plan plan;
  private final Place place;
  private final List<Process> processes = new ArrayList<>();
  private final long deadline = System.nanoTime() + LONGEST.toNanos();

  private Path cutoffFile = Path.of("");
  private TotalsOrder order;
  private double endedProcessorSeconds;
  private double startProcessorSeconds;
  private double recoverySeconds;
  private int recovered;
  private int kills;
  private int moves;

  ScaleRun(Plan plan, Place place) throws IOException {
    this.plan = plan;
    this.place = place;
    this.order = order(place.cutoffs().getFirst());
  }

  TotalsOrder order() {
    return order;
  }

  /** All laps, by the same processes: the first with code that is compiled on the way. */
  List<Taken> run() throws IOException, InterruptedException {
    List<Taken> laps = new ArrayList<>();
    try {
      laps.add(lap());
      while (laps.size() < place.cutoffs().size()) {
        order = order(place.cutoffs().get(laps.size()));
        laps.add(lap());
      }
      return laps;
    } finally {
      processes.forEach(Process::destroy);
      for (Process process : processes) {
        if (!process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      }
    }
  }

  private Taken lap() throws IOException, InterruptedException {
    long launched = System.currentTimeMillis();
    double before = processes.stream().mapToDouble(ScaleRun::processorSeconds).sum();
    startProcessorSeconds = 0;
    if (processes.isEmpty()) {
      for (int i = 0; i < plan.instances(); i++) {
        processes.add(start(i));
      }
    } else {
      for (int i = 0; i < plan.instances(); i++) {
        ScaleInstance.Started.forget(state(i));
        processes.get(i).outputWriter().write(cutoffFile + "\n");
        processes.get(i).outputWriter().flush();
      }
    }
    long first = awaitFirst();
    disturb();
    try (TotalsReader reader = TotalsReader.of(order)) {
      while (!isDone(reader)) {
        pause(LOOK_MILLISECONDS);
      }
    }
    long ended = System.currentTimeMillis();
    double processor = endedProcessorSeconds - before;
    for (int i = 0; i < processes.size(); i++) {
      processor += processorSeconds(processes.get(i));
      startProcessorSeconds +=
          ScaleInstance.Started.of(state(i))
              .map(started -> started.processorMilliseconds() / 1e3)
              .orElse(0.0);
    }
    double startProcessor = startProcessorSeconds - before;
    return new Taken(
        (first - launched) / 1e3,
        startProcessor,
        (ended - first) / 1e3,
        processor - startProcessor,
        new Disturbed(kills, moves, recovered == 0 ? Double.NaN : recoverySeconds / recovered));
  }

  /** Writes the cut-off for the instances. */
  private TotalsOrder order(Cutoff cutoff) throws IOException {
    cutoffFile = Files.createTempFile(place.directory(), "cutoff", ".txt");
    ScaleInstance.write(cutoffFile, cutoff);
    return ScaleInstance.order(place.brokers(), cutoff, place.classified());
  }

  private boolean isDone(TotalsReader reader) {
    return plan.step().totals() ? reader.isDrained() : reader.isClassified();
  }

  private boolean isDone() {
    try (TotalsReader reader = TotalsReader.of(order)) {
      return isDone(reader);
    }
  }

  private long awaitFirst() throws IOException, InterruptedException {
    while (true) {
      long first = Long.MAX_VALUE;
      for (int i = 0; i < processes.size(); i++) {
        first =
            Math.min(
                first,
                ScaleInstance.Started.of(state(i))
                    .map(ScaleInstance.Started::epochMilliseconds)
                    .orElse(Long.MAX_VALUE));
      }
      if (first != Long.MAX_VALUE) {
        return first;
      }
      pause(50);
    }
  }

  /** Rounds of kills and moves, until the rounds or the records are over. */
  private void disturb() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    for (int round = 0; round < plan.rounds() && !isDone(); round++) {
      pause(LEAST_PAUSE_MILLISECONDS + random.nextInt(MORE_PAUSE_MILLISECONDS));
      if (round % 2 == 1) {
        move();
      }
      int victim = random.nextInt(plan.instances());
      long killed = System.currentTimeMillis();
      end(victim, processes.get(victim).destroyForcibly());
      kills++;
      processes.set(victim, start(victim));
      awaitPartitions(victim, killed);
    }
  }

  /** A further instance joins; the next time it leaves. */
  private void move() throws IOException, InterruptedException {
    if (processes.size() == plan.instances()) {
      processes.add(start(plan.instances()));
    } else {
      Process leaving = processes.removeLast();
      leaving.destroy();
      end(plan.instances(), leaving);
    }
    moves++;
  }

  private void end(int number, Process process) throws IOException, InterruptedException {
    double taken = processorSeconds(process);
    process.waitFor();
    endedProcessorSeconds += taken;
    startProcessorSeconds +=
        ScaleInstance.Started.of(state(number))
            .map(started -> started.processorMilliseconds() / 1e3)
            .orElse(taken);
  }

  private void awaitPartitions(int number, long killed) throws IOException, InterruptedException {
    while (!isDone()) {
      Optional<ScaleInstance.Started> started = ScaleInstance.Started.of(state(number));
      if (started.isPresent()) {
        recoverySeconds += (started.get().epochMilliseconds() - killed) / 1e3;
        recovered++;
        return;
      }
      pause(LOOK_MILLISECONDS);
    }
  }

  private void pause(long milliseconds) throws InterruptedException {
    if (System.nanoTime() > deadline) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING, "the totals are not complete after half an hour");
    }
    for (Process process : processes) {
      if (!process.isAlive()) {
        throw new OperatorException(
            ExitCode.SERVICE_MISSING,
            "an instance ended by itself with exit code "
                + process.exitValue()
                + ": "
                + lastLine());
      }
    }
    TimeUnit.MILLISECONDS.sleep(milliseconds);
  }

  /** The last that instances wrote: why one ended. */
  private String lastLine() {
    try (Stream<String> lines = Files.lines(log())) {
      return lines.filter(line -> !line.isBlank()).reduce((_, next) -> next).orElse("no line");
    } catch (IOException e) {
      throw new UncheckedIOException("what the instances wrote cannot be read", e);
    }
  }

  private Path log() {
    return place.directory().resolve("instances.log");
  }

  private Path state(int number) {
    return place.directory().resolve("state-" + place.classified() + "-" + number);
  }

  private Process start(int number) throws IOException {
    ScaleInstance.Started.forget(state(number));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            "-XX:+UseParallelGC",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ScaleInstance.class.getName(),
            place.brokers(),
            cutoffFile.toString(),
            state(number).toString(),
            Integer.toString(place.threads()),
            place.classified(),
            plan.step().name())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private static double processorSeconds(Process process) {
    return process.toHandle().info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
  }
}
