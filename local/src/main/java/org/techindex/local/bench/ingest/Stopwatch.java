package org.techindex.local.bench.ingest;

/**
 * Times a peer twice over the same number of records: from where it was first seen to have stored
 * any, and from the end of the warm-up.
 */
final class Stopwatch {

  private final long signals;
  private final long warmUp;
  private final Lap cold = new Lap();
  private final Lap steady = new Lap();

  Stopwatch(long signals, long warmUp) {
    this.signals = signals;
    this.warmUp = warmUp;
  }

  /**
   * @param stored records so far; never less than before
   * @param nanoseconds the time at which they were
   */
  void see(long stored, long nanoseconds) {
    cold.see(stored, nanoseconds, 1, signals);
    steady.see(stored, nanoseconds, Math.max(1, warmUp), warmUp + signals);
  }

  /** Once all are stored. */
  Pace pace() {
    return new Pace(cold.rate(), steady.rate());
  }

  private static final class Lap {

    private long firstStored;
    private long firstNanoseconds;
    private long lastStored;
    private long lastNanoseconds;

    /** Goes on while there are between {@code from} and {@code to} records, and ends past them. */
    void see(long stored, long nanoseconds, long from, long to) {
      if (stored < from || lastStored >= to) {
        return;
      }
      if (firstStored == 0) {
        firstStored = stored;
        firstNanoseconds = nanoseconds;
      }
      lastStored = stored;
      lastNanoseconds = nanoseconds;
    }

    double rate() {
      return (lastStored - firstStored) * 1e9 / (lastNanoseconds - firstNanoseconds);
    }
  }
}
