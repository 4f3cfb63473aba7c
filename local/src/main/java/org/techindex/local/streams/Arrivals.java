package org.techindex.local.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When a record last arrived at an instance, whichever of its partitions it belongs to: one that
 * waits its turn while others of its thread are read is not at its end. An instance at which
 * nothing arrives has time, so what it has told others is committed at once instead of at the next
 * interval: they wait for it, and links need two such steps.
 */
final class Arrivals {

  /** How often a partition looks whether records arrived at it. */
  static final Duration LOOK = Duration.ofMillis(50);

  /** Nothing arrives if it did not for so long: every partition has looked meanwhile. */
  private static final long IDLE_MILLISECONDS = 2 * LOOK.toMillis();

  private final AtomicLong latest = new AtomicLong();

  /**
   * Notes that records arrived.
   *
   * @param now milliseconds since 1970
   */
  void note(long now) {
    latest.accumulateAndGet(now, Math::max);
  }

  /** Whether nothing has arrived for so long. */
  boolean isQuiet(long now, Duration time) {
    return now - latest.get() >= time.toMillis();
  }

  /** Whether the instance has time. */
  boolean isIdle(long now) {
    return now - latest.get() >= IDLE_MILLISECONDS;
  }
}
