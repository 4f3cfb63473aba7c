package org.techindex.ingest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Waits longer after each failure in a row: 50 ms, doubled up to 5 s. A stop ends the wait. */
final class Backoff {

  private static final long FIRST_MILLISECONDS = 50;
  private static final long LONGEST_MILLISECONDS = 5_000;

  private final Lock lock = new ReentrantLock();
  private final Condition stopping = lock.newCondition();
  private long milliseconds = FIRST_MILLISECONDS;
  private boolean stopped;

  /** Waits, unless stopped. */
  void pause() throws InterruptedException {
    lock.lock();
    try {
      long nanoseconds = TimeUnit.MILLISECONDS.toNanos(milliseconds);
      milliseconds = Math.min(LONGEST_MILLISECONDS, milliseconds * 2);
      while (nanoseconds > 0 && !stopped) {
        nanoseconds = stopping.awaitNanos(nanoseconds);
      }
    } finally {
      lock.unlock();
    }
  }

  void succeeded() {
    lock.lock();
    try {
      milliseconds = FIRST_MILLISECONDS;
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
      stopping.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
