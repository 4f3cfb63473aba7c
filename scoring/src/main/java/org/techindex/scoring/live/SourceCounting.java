package org.techindex.scoring.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.release.Cutoff;
import org.techindex.common.release.Manifest.RefusedCount;
import org.techindex.common.release.Manifest.SourceCoverage;
import org.techindex.scoring.release.ReleaseSources;

/**
 * Counts beside the live index what each source gave and what was refused: a look at every stored
 * signal, so it has a thread of its own and rests twenty times as long as it took. For one caller.
 */
final class SourceCounting {

  private static final Logger LOG = LoggerFactory.getLogger(SourceCounting.class);
  private static final Duration LEAST_REST = Duration.ofSeconds(10);
  private static final int REST_PER_WORK = 20;

  /** What was counted, in a time. */
  record Counted(List<RefusedCount> refused, List<SourceCoverage> coverage, Duration took) {}

  private final ReleaseSources sources;
  private final String classifier;
  private Optional<FutureTask<Counted>> running = Optional.empty();
  private Optional<Cutoff> counted = Optional.empty();
  private Instant next = Instant.EPOCH;

  SourceCounting(DataSource database, String classifier) {
    this.sources = new ReleaseSources(database);
    this.classifier = classifier;
  }

  /**
   * Begins to count up to a cut-off that was not counted yet, unless it counts or rests.
   *
   * @return what was counted since the last call; empty if nothing was
   */
  Optional<Counted> poll(Cutoff cutoff, Instant now) {
    Optional<Counted> done = running.filter(FutureTask::isDone).flatMap(SourceCounting::result);
    if (running.filter(FutureTask::isDone).isPresent()) {
      running = Optional.empty();
      Duration rest = done.map(Counted::took).orElse(LEAST_REST).multipliedBy(REST_PER_WORK);
      next = now.plus(rest.compareTo(LEAST_REST) < 0 ? LEAST_REST : rest);
    } else if (running.isEmpty() && !counted.equals(Optional.of(cutoff)) && !now.isBefore(next)) {
      FutureTask<Counted> task = new FutureTask<>(() -> count(cutoff));
      Thread.ofVirtual().name("source-counting").start(task);
      running = Optional.of(task);
      counted = Optional.of(cutoff);
    }
    return done;
  }

  private Counted count(Cutoff cutoff) {
    long start = System.nanoTime();
    List<RefusedCount> refused = sources.refused(cutoff);
    List<SourceCoverage> coverage = sources.coverage(cutoff, classifier);
    return new Counted(refused, coverage, Duration.ofNanos(System.nanoTime() - start));
  }

  private static Optional<Counted> result(FutureTask<Counted> task) {
    try {
      return Optional.of(task.get());
    } catch (ExecutionException e) {
      LOG.warn("sources are counted again later: {}", String.valueOf(e.getCause()).strip());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
