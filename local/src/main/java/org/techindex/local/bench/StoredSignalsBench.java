package org.techindex.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.store.Migrations;
import org.techindex.local.TemporaryDirectory;
import org.techindex.local.embedded.EmbeddedDatabase;

/**
 * Times the way from stored signals to rankings with intervals, each run in a new process of one
 * gigabyte of heap, start of Java not included.
 */
final class StoredSignalsBench {

  /** The heap asked for, and the collector that the launcher of the program chooses. */
  private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseParallelGC");

  private static final long RUN_MINUTES = 10;

  private final int runs;
  private final Consumer<String> progress;

  StoredSignalsBench(int runs, Consumer<String> progress) {
    this.runs = runs;
    this.progress = progress;
  }

  /**
   * What was measured.
   *
   * @param scan reading all parts and adding up
   * @param all the same and ranking six sectors, with intervals
   * @param live from the commit of a batch to the six tables that count it, in a service that runs
   * @param clusters of all six together
   * @param heapMegabytes highest sum of the peaks of the heap's pools in any run
   */
  record Result(
      int signals, Timing scan, Timing all, Timing live, int clusters, int heapMegabytes) {}

  Result run(int signals, Path directory) {
    Path data = directory.resolve("database-" + signals + "-" + ProcessHandle.current().pid());
    try (TemporaryDirectory _ = new TemporaryDirectory(data);
        EmbeddedDatabase server = EmbeddedDatabase.start(data, false)) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(server.jdbcUrl());
      Migrations.apply(database, System.err::println);
      progress.accept("storing " + signals + " signals");
      try (Connection connection = database.getConnection()) {
        StoredSignals.store(connection, Gazetteer.load(), signals);
      }
      List<Double> scan = new ArrayList<>();
      List<Double> all = new ArrayList<>();
      int clusters = 0;
      int heap = 0;
      for (int run = 1; run <= runs; run++) {
        progress.accept("from storage to ranking, run " + run);
        List<String> said = say("ranked ", RankStoredSignals.class, server.jdbcUrl());
        scan.add(Double.valueOf(said.get(1)));
        all.add(Double.valueOf(said.get(2)));
        clusters = Integer.parseInt(said.get(3));
        heap = Math.max(heap, Integer.parseInt(said.get(4)));
      }
      List<Double> live = live(database, server.jdbcUrl(), signals);
      return new Result(
          signals,
          new Timing(scan.getFirst(), scan),
          new Timing(all.getFirst(), all),
          new Timing(live.getFirst(), live),
          clusters,
          heap);
    } catch (IOException e) {
      throw new UncheckedIOException("the database of the benchmark cannot be used", e);
    } catch (SQLException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING, "the signals cannot be stored: " + e.getMessage(), e);
    }
  }

  private List<Double> live(PGSimpleDataSource database, String url, int signals)
      throws IOException, SQLException {
    progress.accept("indexes for the live index");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table signal_part add primary key (position, classifier, part)");
    }
    progress.accept("live index");
    List<String> said =
        say(
            "live ",
            LiveOnStoredSignals.class,
            url,
            Long.toString(StoredSignals.FIRST_POSITION),
            Integer.toString(signals));
    return said.stream().skip(1).map(Double::valueOf).toList();
  }

  /** The words of the line that a process prints and that begins so. */
  private static List<String> say(String beginning, Class<?> main, String... arguments)
      throws IOException {
    Path output = Files.createTempFile("techindex-bench", ".log");
    try {
      try (ChildJvm process = ChildJvm.start(main, OPTIONS, output, arguments)) {
        process.await(RUN_MINUTES);
      }
      String said = Files.readString(output);
      return said.lines()
          .filter(line -> line.startsWith(beginning))
          .findAny()
          .map(line -> List.of(line.split(" ")))
          .orElseThrow(() -> new IOException(main.getSimpleName() + " failed: " + said.strip()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
