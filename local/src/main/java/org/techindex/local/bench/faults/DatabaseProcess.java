package org.techindex.local.bench.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import org.techindex.local.embedded.EmbeddedDatabase;

/**
 * A database server under a process of its own, so that it can be stopped hard and started again.
 */
final class DatabaseProcess {

  private DatabaseProcess() {}

  /**
   * @param arguments data directory, and the file that gets the JDBC address
   */
  public static void main(String[] arguments) throws Exception {
    EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), true);
    Path written = Path.of(arguments[1] + ".new");
    Files.writeString(written, database.jdbcUrl());
    Files.move(written, Path.of(arguments[1]), StandardCopyOption.ATOMIC_MOVE);
    new CountDownLatch(1).await();
  }
}
