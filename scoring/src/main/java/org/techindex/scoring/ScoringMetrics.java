package org.techindex.scoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What scoring tells about itself. Only the instance that leads knows how current the live index
 * is: the others tell no time (NaN), so that the largest of all is the system's.
 */
final class ScoringMetrics {

  private static final long UNKNOWN = -1;

  private final AtomicLong leads = new AtomicLong();
  private final AtomicLong currentMilliseconds = new AtomicLong(UNKNOWN);
  private final AtomicLong revision = new AtomicLong();
  private final Timer publishTime;
  private final Counter released;
  private final Counter failures;

  ScoringMetrics(MeterRegistry registry) {
    Gauge.builder("techindex.scoring.leads", leads, AtomicLong::get)
        .description("1 where this instance scores, 0 where it stands by")
        .register(registry);
    TimeGauge.builder(
            "techindex.live.current.time", currentMilliseconds, TimeUnit.SECONDS, this::seconds)
        .description("When the live index was last known to hold every stored signal, since 1970")
        .register(registry);
    Gauge.builder("techindex.live.revision", revision, AtomicLong::get)
        .description("Revision of the live index that this instance published last")
        .register(registry);
    publishTime =
        Timer.builder("techindex.live.publish.time")
            .description("From stored totals to a published live index")
            .register(registry);
    released =
        Counter.builder("techindex.releases.made")
            .description("Releases that this instance published")
            .register(registry);
    failures =
        Counter.builder("techindex.scoring.interruptions")
            .description("Times that scoring had to wait for the database")
            .register(registry);
  }

  private double seconds(AtomicLong milliseconds) {
    long value = milliseconds.get();
    return value == UNKNOWN ? Double.NaN : value / 1_000.0;
  }

  void leads(boolean leading) {
    leads.set(leading ? 1 : 0);
    if (!leading) {
      currentMilliseconds.set(UNKNOWN);
    }
  }

  /** The live index held all that was stored at that moment. */
  void current(Instant moment) {
    currentMilliseconds.set(moment.toEpochMilli());
  }

  void published(long newRevision, Duration took) {
    revision.set(newRevision);
    publishTime.record(took);
  }

  void released(int releases) {
    released.increment(releases);
  }

  void interrupted() {
    failures.increment();
  }
}
