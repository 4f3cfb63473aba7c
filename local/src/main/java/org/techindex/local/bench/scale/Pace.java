package org.techindex.local.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How many records were done when, and what processor time the processes had taken by then: tells
 * the rate once the code is compiled from that of the whole run.
 */
final class Pace {

  private static final double FROM = 0.5;
  private static final double TO = 0.95;

  private record Mark(long done, double seconds, double processorSeconds) {}

  private final List<Mark> marks = new ArrayList<>();

  void mark(long done, double seconds, double processorSeconds) {
    marks.add(new Mark(done, seconds, processorSeconds));
  }

  /** Records a second between half and nearly all of them; not a number without marks there. */
  double perSecond() {
    return rate(Mark::seconds);
  }

  /** The same for each second of processor time. */
  double perProcessorSecond() {
    return rate(Mark::processorSeconds);
  }

  private double rate(ToDoubleFunction<Mark> time) {
    if (marks.isEmpty()) {
      return Double.NaN;
    }
    long all = marks.getLast().done();
    List<Mark> late =
        marks.stream()
            .filter(mark -> mark.done() >= all * FROM && mark.done() <= all * TO)
            .toList();
    if (late.size() < 2) {
      return Double.NaN;
    }
    Mark first = late.getFirst();
    Mark last = late.getLast();
    return (last.done() - first.done()) / (time.applyAsDouble(last) - time.applyAsDouble(first));
  }
}
