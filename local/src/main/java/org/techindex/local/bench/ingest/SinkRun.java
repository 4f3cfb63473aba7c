package org.techindex.local.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * Times the JDBC sink over a topic.
 *
 * @param jars of the Connect worker
 * @param directory for what the workers write
 * @param database the one at {@code jdbcUrl}
 */
record SinkRun(
    Path jars, Path directory, String bootstrapServers, String jdbcUrl, DataSource database) {

  private static final long POLL_MILLISECONDS = 100;

  /** A table and a worker of its own, with these settings, until all is stored. */
  Pace time(SinkSettings settings, String topic, long signals, long warmUp)
      throws IOException, SQLException, InterruptedException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table " + settings.table() + " (key text primary key, document jsonb not null)");
    }
    // What the server counts anyway: to count the rows of a large table would slow the sink down.
    String progress =
        "select n_tup_ins from pg_stat_user_tables where relname = '" + settings.table() + "'";
    Path workerDirectory = Files.createDirectories(directory.resolve(settings.table()));
    try (ConnectWorker worker =
        ConnectWorker.start(jars, workerDirectory, bootstrapServers, jdbcUrl, topic, settings)) {
      Stopwatch stopwatch = new Stopwatch(signals, warmUp);
      long deadline = System.nanoTime() + Deadline.LONGEST.toNanos();
      while (System.nanoTime() < deadline) {
        long stored = Rows.count(database, progress);
        stopwatch.see(stored, System.nanoTime());
        if (stored >= warmUp + signals) {
          Rows.check(database, "select count(*) from " + settings.table(), warmUp + signals);
          return stopwatch.pace();
        }
        if (!worker.isAlive()) {
          throw new OperatorException(
              ExitCode.SERVICE_MISSING, "the JDBC sink ended: " + worker.reason());
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
      }
    }
    throw Deadline.passed("the JDBC sink");
  }
}
