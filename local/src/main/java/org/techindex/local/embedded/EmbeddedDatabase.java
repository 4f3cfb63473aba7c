package org.techindex.local.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server as a child of this process, on a free port of the loopback address, usable by
 * every user of this machine (its authentication is {@code trust}).
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final long STOP_SECONDS = 30;

  private final EmbeddedPostgres postgres;

  private EmbeddedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Starts the server; it takes connections when this returns. A server that an earlier, killed
   * process left behind on the directory is stopped first.
   *
   * @param directory the server's own; made if absent
   * @param durable whether commits survive a power cut; without, they are faster
   * @throws IOException if the server does not start
   */
  public static EmbeddedDatabase start(Path directory, boolean durable) throws IOException {
    Files.createDirectories(directory);
    stopLeftBehind(directory);
    String onOrOff = durable ? "on" : "off";
    return new EmbeddedDatabase(
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setServerConfig("fsync", onOrOff)
            .setServerConfig("synchronous_commit", onOrOff)
            .setServerConfig("full_page_writes", onOrOff)
            .setServerConfig("max_connections", "100")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_wal_size", "2GB")
            .start());
  }

  /** The first line of {@code postmaster.pid} is the process id of the server. */
  private static void stopLeftBehind(Path directory) throws IOException {
    Path pidFile = directory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> server =
        lines.isEmpty()
            ? Optional.empty()
            : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(EmbeddedDatabase::isPostgres);
    if (server.isEmpty()) {
      Files.deleteIfExists(pidFile);
      return;
    }
    // SIGINT: roll back what is open, write everything, end. SIGTERM would wait for clients.
    new ProcessBuilder("kill", "-INT", Long.toString(server.get().pid())).start();
    try {
      server.get().onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IOException(
          "the database server "
              + server.get().pid()
              + " of an earlier run does not stop: end it, then start again",
          e);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("postgres")).orElse(false);
  }

  /** With user; there is no password. */
  public String jdbcUrl() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the database server does not stop", e);
    }
  }
}
