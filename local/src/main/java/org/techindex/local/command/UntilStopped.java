package org.techindex.local.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a command up until somebody stops the process by Ctrl-C or a signal, and keeps the process
 * until the command has closed what it opened: first in a try with resources, so closed last.
 */
final class UntilStopped implements AutoCloseable {

  private static final long LONGEST_END_SECONDS = 60;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  UntilStopped() {
    atStop(stop::countDown);
  }

  /** Waits until the process is asked to end. */
  void await() throws InterruptedException {
    stop.await();
  }

  /** Does this too when the process is asked to end. */
  void then(Runnable end) {
    atStop(end);
  }

  private void atStop(Runnable end) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  end.run();
                  awaitClosed();
                },
                "stop"));
  }

  private void awaitClosed() {
    try {
      if (!closed.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("techindex: not everything ended in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the process go. */
  @Override
  public void close() {
    closed.countDown();
  }
}
