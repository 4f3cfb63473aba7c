package org.techindex.local.bench;

import java.util.Arrays;
import java.util.List;

/**
 * How long something took, run after run.
 *
 * @param firstSeconds the first time, before anything was warm
 * @param seconds the runs that count
 */
record Timing(double firstSeconds, List<Double> seconds) {

  Timing {
    seconds = List.copyOf(seconds);
  }

  /** Runs once cold and so many times more. */
  static Timing of(int runs, Runnable work) {
    double first = seconds(work);
    Double[] seconds = new Double[runs];
    Arrays.setAll(seconds, _ -> seconds(work));
    return new Timing(first, List.of(seconds));
  }

  private static double seconds(Runnable work) {
    long started = System.nanoTime();
    work.run();
    return (System.nanoTime() - started) / 1e9;
  }

  /** The middle run; of an even number, the mean of the middle two. */
  double median() {
    double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double least() {
    return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }
}
