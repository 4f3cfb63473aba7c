package org.techindex.ingest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of records lie between Kafka and the database, of all partitions, and a place to
 * wait for fewer. Writers let go; the one thread that polls takes on and waits.
 */
final class HeldRecords {

  private final AtomicLong bytes = new AtomicLong();
  private final Semaphore letGo = new Semaphore(0);

  long bytes() {
    return bytes.get();
  }

  void takeOn(long moreBytes) {
    bytes.addAndGet(moreBytes);
  }

  void letGo(long lessBytes) {
    bytes.addAndGet(-lessBytes);
    letGo.release();
  }

  /** Waits until some were let go since the last wait, or for the time. */
  void awaitLettingGo(long milliseconds) throws InterruptedException {
    if (letGo.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) {
      letGo.drainPermits();
    }
  }
}
