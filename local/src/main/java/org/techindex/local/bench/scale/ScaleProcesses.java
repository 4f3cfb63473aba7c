package org.techindex.local.bench.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** The instances of one run, by number, each a process of its own with a state of its own. */
final class ScaleProcesses implements AutoCloseable {

  private static final long LEAVE_SECONDS = 30;
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** Twice what the tables, rows and links of one signal take, and what one has without any. */
  private static final int HEAP_BYTES_OF_A_SIGNAL = 400;

  private static final int LEAST_HEAP_MEGABYTES = 2_048;

  /**
   * What all of them are given.
   *
   * @param database where it is
   * @param signals that one of them has to hold, should it be alone
   * @param classified name of the classified signals
   * @param threads of each
   * @param share of a core that each may take; none: as much as there is
   */
  record Setup(
      String brokers,
      String database,
      Path directory,
      String classified,
      int signals,
      ScaleInstance.Step step,
      int threads,
      OptionalDouble share) {

    private long heapMegabytes() {
      return LEAST_HEAP_MEGABYTES + (long) signals * HEAP_BYTES_OF_A_SIGNAL / 1_000_000;
    }
  }

  private record Running(Process process, Optional<CoreShare> share) {}

  private final Setup setup;
  private final Map<Integer, Running> running = new TreeMap<>();
  private final long deadline = System.nanoTime() + LONGEST.toNanos();

  ScaleProcesses(Setup setup) {
    this.setup = setup;
  }

  /** Starts the instance of a number on whatever state it has. */
  void start(int number, Path cutoffFile) throws IOException {
    ScaleInstance.Started.forget(state(number));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + setup.heapMegabytes() + "m",
                "-Xmx" + setup.heapMegabytes() + "m",
                "-XX:+UseParallelGC",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
    if (setup.share().isPresent()) {
      command.add("-XX:ActiveProcessorCount=1");
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ScaleInstance.class.getName(),
            setup.brokers(),
            cutoffFile.toString(),
            state(number).toString(),
            Integer.toString(setup.threads()),
            setup.classified(),
            setup.step().name(),
            setup.database()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    running.put(
        number,
        new Running(
            process,
            setup.share().stream().mapToObj(share -> CoreShare.of(process, share)).findFirst()));
  }

  /** Lets the instances begin anew with another cut-off. */
  void beginAnew(Path cutoffFile) throws IOException {
    for (Map.Entry<Integer, Running> each : running.entrySet()) {
      ScaleInstance.Started.forget(state(each.getKey()));
      each.getValue().process().outputWriter().write(cutoffFile + "\n");
      each.getValue().process().outputWriter().flush();
    }
  }

  /** Kills it at once, like {@code kill -9}. */
  void kill(int number) throws IOException, InterruptedException {
    Running killed = take(number);
    killed.process().destroyForcibly().waitFor();
    release(killed);
  }

  /** Asks it to leave in order, and waits until it has. */
  void leave(int number) throws IOException, InterruptedException {
    Running leaving = take(number);
    leaving.process().destroy();
    if (!leaving.process().waitFor(LEAVE_SECONDS, TimeUnit.SECONDS)) {
      leaving.process().destroyForcibly().waitFor();
    }
    release(leaving);
  }

  private Running take(int number) {
    Running taken = running.remove(number);
    if (taken == null) {
      throw new IllegalStateException("no instance " + number + " runs");
    }
    return taken;
  }

  private static void release(Running ended) throws IOException {
    if (ended.share().isPresent()) {
      ended.share().get().close();
    }
  }

  /** When the instance had partitions, if it has. */
  Optional<ScaleInstance.Started> started(int number) throws IOException {
    return ScaleInstance.Started.of(state(number));
  }

  /** Waits until the instance has partitions. */
  ScaleInstance.Started awaitStarted(int number) throws IOException, InterruptedException {
    while (true) {
      Optional<ScaleInstance.Started> started = started(number);
      if (started.isPresent()) {
        return started.get();
      }
      pause(20);
    }
  }

  /** Of all that run, since each of them was started. */
  double processorSeconds() {
    return running.values().stream()
        .mapToDouble(each -> processorSeconds(each.process().toHandle()))
        .sum();
  }

  static double processorSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
  }

  /**
   * Waits a little.
   *
   * @throws OperatorException if an instance ended by itself, or the time is over
   */
  void pause(long milliseconds) throws InterruptedException {
    if (System.nanoTime() > deadline) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the totals are not complete after "
              + LONGEST.toMinutes()
              + " minutes; the last of the instances: "
              + lastLine());
    }
    running.forEach((number, each) -> {
      if (!each.process().isAlive()) {
        throw new OperatorException(
            ExitCode.SERVICE_MISSING,
            "instance "
                + number
                + " ended by itself with exit code "
                + each.process().exitValue()
                + ": "
                + lastLine());
      }
    });
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
    return setup.directory().resolve("instances.log");
  }

  private Path state(int number) {
    return setup.directory().resolve("state-" + setup.classified() + "-" + number);
  }

  /** All leave; if this thread is interrupted meanwhile, they are killed. */
  @Override
  public void close() throws IOException {
    running.values().forEach(each -> each.process().destroy());
    try {
      for (int number : List.copyOf(running.keySet())) {
        leave(number);
      }
    } catch (InterruptedException e) {
      running.values().forEach(each -> each.process().destroyForcibly());
      Thread.currentThread().interrupt();
    }
  }
}
