package org.techindex.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.store.Migrations;
import org.techindex.local.embedded.EmbeddedDatabase;

/**
 * Times the way from stored signals to rankings with intervals, each run in a new process of one
 * gigabyte of heap, start of Java not included.
 */
final class StoredSignalsBench {

  private static final String HEAP = "-Xmx1g";
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
   * @param clusters of all six together
   * @param heapMegabytes highest sum of the peaks of the heap's pools in any run
   */
  record Result(int signals, Timing scan, Timing all, int clusters, int heapMegabytes) {}

  Result run(int signals, Path directory) {
    Path data = directory.resolve("database-" + signals + "-" + ProcessHandle.current().pid());
    try (EmbeddedDatabase server = EmbeddedDatabase.start(data, false)) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(server.jdbcUrl());
      Migrations.apply(database);
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
        List<String> said = rank(server.jdbcUrl());
        scan.add(Double.valueOf(said.get(1)));
        all.add(Double.valueOf(said.get(2)));
        clusters = Integer.parseInt(said.get(3));
        heap = Math.max(heap, Integer.parseInt(said.get(4)));
      }
      return new Result(
          signals,
          new Timing(scan.getFirst(), scan),
          new Timing(all.getFirst(), all),
          clusters,
          heap);
    } catch (IOException e) {
      throw new UncheckedIOException("the database of the benchmark cannot be used", e);
    } catch (SQLException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING, "the signals cannot be stored: " + e.getMessage(), e);
    } finally {
      delete(data);
    }
  }

  private static List<String> rank(String url) throws IOException {
    Path output = Files.createTempFile("techindex-bench", ".log");
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  HEAP,
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  RankStoredSignals.class.getName(),
                  url)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(RUN_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      String said = Files.readString(output);
      return said.lines()
          .filter(line -> line.startsWith("ranked "))
          .findAny()
          .map(line -> List.of(line.split(" ")))
          .orElseThrow(() -> new IOException("the ranking failed: " + said.strip()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
