package org.techindex.local;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.embedded.EmbeddedDatabase;
import org.techindex.local.embedded.EmbeddedKafka;

/** The broker and the database of a data directory, started side by side. */
record LocalServers(EmbeddedKafka kafka, EmbeddedDatabase database) implements AutoCloseable {

  /**
   * @param durable whether commits survive a power cut
   * @throws OperatorException if one of them does not start
   */
  static LocalServers start(DataDirectory directory, boolean durable) throws InterruptedException {
    try (ExecutorService starter = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<EmbeddedDatabase> database =
          starter.submit(() -> EmbeddedDatabase.start(directory.postgres(), durable));
      Future<EmbeddedKafka> kafka = starter.submit(() -> EmbeddedKafka.start(directory.kafka()));
      try {
        return new LocalServers(kafka.get(), database.get());
      } catch (ExecutionException e) {
        closeWhatStarted(kafka, database);
        throw notStarted(directory, e);
      }
    }
  }

  private static void closeWhatStarted(
      Future<EmbeddedKafka> kafka, Future<EmbeddedDatabase> database) throws InterruptedException {
    try {
      kafka.get().close();
    } catch (ExecutionException e) {
      // It is the one that did not start.
    }
    try {
      database.get().close();
    } catch (ExecutionException e) {
      // It is the one that did not start.
    }
  }

  private static RuntimeException notStarted(DataDirectory directory, ExecutionException failure) {
    if (failure.getCause() instanceof IOException cause) {
      return new OperatorException(
          ExitCode.SERVICE_MISSING,
          "broker or database do not start on "
              + directory.path()
              + " ("
              + cause.getMessage()
              + "): is there room, and may this user write there?",
          cause);
    }
    return new IllegalStateException("broker or database do not start", failure);
  }

  @Override
  public void close() {
    try (database) {
      kafka.close();
    }
  }
}
