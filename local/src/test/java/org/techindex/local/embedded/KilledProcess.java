package org.techindex.local.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A process that starts a database, writes a row and is killed before it can close anything. */
final class KilledProcess {

  private static final String READY = "ready";

  private KilledProcess() {}

  /** Starts the process on a directory, waits for the row, kills it. */
  static void leaveServerBehind(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.equals(READY)) {
        line = output.readLine();
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), true);
        Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept as select 8 as x");
      System.out.println(READY);
      Thread.currentThread().join();
    }
  }
}
