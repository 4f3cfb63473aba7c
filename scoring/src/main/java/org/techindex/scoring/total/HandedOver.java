package org.techindex.scoring.total;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * Hands parts from the thread that reads them to one that adds them up, in their order, so that
 * reading and adding take a core each.
 */
final class HandedOver {

  private static final int BATCH = 4096;
  private static final int BATCHES_WAITING = 8;

  private HandedOver() {}

  /** Reads parts and gives each to the consumer. */
  @FunctionalInterface
  interface Reading {
    void read(Consumer<StoredPart> consumer) throws SQLException;
  }

  /**
   * Reads on this thread and adds on another; returns when all is added.
   *
   * @throws SQLException if reading fails
   */
  static void run(Reading reading, Consumer<StoredPart> adder) throws SQLException {
    BlockingQueue<List<StoredPart>> waiting = new ArrayBlockingQueue<>(BATCHES_WAITING);
    try (ExecutorService aside = Executors.newSingleThreadExecutor()) {
      Future<?> adding = aside.submit(() -> addAll(waiting, adder));
      Batches batches = new Batches(waiting, adding);
      try {
        reading.read(batches);
        batches.end();
        adding.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException defect
            ? defect
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new OperatorException(ExitCode.SERVICE_MISSING, "stopped while reading signals", e);
      } finally {
        adding.cancel(true);
      }
    }
  }

  private static void addAll(BlockingQueue<List<StoredPart>> waiting, Consumer<StoredPart> adder) {
    try {
      for (List<StoredPart> batch = waiting.take(); !batch.isEmpty(); batch = waiting.take()) {
        batch.forEach(adder);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gathers parts into batches; stops waiting for room once nobody adds any more. */
  private static final class Batches implements Consumer<StoredPart> {

    private final BlockingQueue<List<StoredPart>> waiting;
    private final Future<?> adding;
    private List<StoredPart> batch = new ArrayList<>(BATCH);

    Batches(BlockingQueue<List<StoredPart>> waiting, Future<?> adding) {
      this.waiting = waiting;
      this.adding = adding;
    }

    @Override
    public void accept(StoredPart part) {
      batch.add(part);
      if (batch.size() == BATCH) {
        put(batch);
        batch = new ArrayList<>(BATCH);
      }
    }

    /** An empty batch is the last. */
    void end() {
      if (!batch.isEmpty()) {
        put(batch);
      }
      put(List.of());
    }

    private void put(List<StoredPart> full) {
      try {
        boolean taken = false;
        while (!taken && !adding.isDone()) {
          taken = waiting.offer(full, 100, TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new OperatorException(ExitCode.SERVICE_MISSING, "stopped while reading signals", e);
      }
    }
  }
}
