package org.techindex.local.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.techindex.common.run.ExitCode;
import org.techindex.local.command.Within;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Times clustering beside its peers, and the way from storage to ranking; prints a table, or JSON.
 */
@Command(
    name = "scoring",
    description = "Times clustering beside scikit-learn and ELKI, and ranking from storage.",
    mixinStandardHelpOptions = true)
public final class ScoringBenchCommand implements Callable<Integer> {

  private static final int STORED_RUNS = 3;

  @Within(least = 1)
  @Option(
      names = "--cells",
      split = ",",
      description = "Sizes of the generated worlds (default: ${DEFAULT-VALUE}).",
      defaultValue = "250000,500000,1000000")
  private List<Integer> cells = List.of();

  @Within(least = 1)
  @Option(
      names = "--runs",
      description = "Runs of each, after a first cold one (default: ${DEFAULT-VALUE}).",
      defaultValue = "15")
  private int runs = 15;

  @Within(least = 0)
  @Option(
      names = "--signals",
      description = "How many signals to store and rank, 0 for none (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000000")
  private int signals = 10_000_000;

  @Option(
      names = "--peers",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Compare with other programs; scikit-learn and ELKI are fetched if need be.")
  private boolean withPeers = true;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--directory",
      description = "Where scripts and jars of the peers are kept (default: ${DEFAULT-VALUE}).",
      defaultValue = ".techindex/bench")
  private Path directory = Path.of(".techindex/bench");

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  /**
   * What is printed as JSON.
   *
   * @param processors of this machine, as Java sees them
   * @param storedSignals empty if none were asked for
   */
  record Report(
      String java,
      int processors,
      int runs,
      List<ClusteringBench.Row> clustering,
      Optional<StoredSignalsBench.Result> storedSignals) {

    Report {
      clustering = List.copyOf(clustering);
    }
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Peers> peers =
        withPeers
            ? Optional.of(Peers.prepare(directory.toAbsolutePath(), mavenWrapper()))
            : Optional.empty();
    Consumer<String> progress =
        step -> {
          err.println("bench: " + step);
          err.flush();
        };
    ClusteringBench clustering = new ClusteringBench(peers, runs, progress);
    Report report =
        new Report(
            Runtime.version().toString(),
            Runtime.getRuntime().availableProcessors(),
            runs,
            cells.stream().map(clustering::run).toList(),
            signals == 0
                ? Optional.empty()
                : Optional.of(
                    new StoredSignalsBench(Math.min(runs, STORED_RUNS), progress)
                        .run(signals, directory.toAbsolutePath())));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      out.print(table(report));
    }
    out.flush();
    return ExitCode.DONE.number();
  }

  /** The wrapper of the checkout that this is run from. */
  private static Optional<Path> mavenWrapper() {
    Path wrapper = Path.of("mvnw").toAbsolutePath();
    return Files.isExecutable(wrapper) ? Optional.of(wrapper) : Optional.empty();
  }

  private static String table(Report report) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "Java %s, %d processors; median of %d runs after a first one%n%n%10s  %-26s %9s %9s %9s"
                + " %9s %9s%n",
            report.java,
            report.processors,
            report.runs,
            "cells",
            "",
            "median s",
            "least s",
            "first s",
            "us/cell",
            "x ours*"));
    for (ClusteringBench.Row row : report.clustering) {
      double ours = row.dbscan().timing().median();
      table.append(
          line(row.cells(), "techindex " + row.densityPeaks().name(), row.densityPeaks(), ours));
      table.append(line(row.cells(), "techindex " + row.dbscan().name(), row.dbscan(), ours));
      for (Peers.Result peer : row.peers()) {
        table.append(line(row.cells(), peer.name() + " DBSCAN", peer, ours));
      }
    }
    table.append(String.format(Locale.ROOT, "* times our DBSCAN, which does the peers' work%n"));
    report.storedSignals.ifPresent(stored -> table.append(line(stored)));
    return table.toString();
  }

  private static String line(StoredSignalsBench.Result stored) {
    return String.format(
        Locale.ROOT,
        "%n%d stored signals to six rankings with intervals in a heap of 1 GB (%d MB used):%n"
            + "%.1f s, of which %.1f s reading and adding up; %d clusters; median of %d runs%n"
            + "live index behind a committed batch: %.2f s%n",
        stored.signals(),
        stored.heapMegabytes(),
        stored.all().median(),
        stored.scan().median(),
        stored.clusters(),
        stored.all().seconds().size(),
        stored.live().median());
  }

  private static String line(int cells, String name, Peers.Result result, double ours) {
    Timing timing = result.timing();
    return String.format(
        Locale.ROOT,
        "%10d  %-26s %9.3f %9.3f %9.3f %9.3f %9.1f%n",
        cells,
        name,
        timing.median(),
        timing.least(),
        timing.firstSeconds(),
        timing.median() / cells * 1e6,
        timing.median() / ours);
  }
}
