package org.techindex.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.techindex.api.read.Catalogue;

/** What the service counts about itself. */
final class Meters implements AutoCloseable {

  private static final String ANSWERS = "techindex.api.answers";
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(250_000),
    Duration.ofMillis(1),
    Duration.ofMillis(6),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final ApiRegistry counted;
  private final LongAdder fromShelf = new LongAdder();
  private final AtomicInteger shelved = new AtomicInteger();
  private final Timer shelfTime;
  private final Timer anewTime;

  Meters(ApiRegistry counted) {
    this.counted = counted;
    MeterRegistry registry = counted.registry();
    FunctionCounter.builder(ANSWERS + ".from.shelf", fromShelf, LongAdder::sum)
        .description("Answers whose bytes were ready")
        .register(registry);
    Gauge.builder("techindex.api.shelf", shelved, AtomicInteger::get)
        .description("Documents that are ready")
        .register(registry);
    shelfTime = time(registry, "shelf");
    anewTime = time(registry, "anew");
  }

  private static Timer time(MeterRegistry registry, String from) {
    return Timer.builder("techindex.api.time")
        .description("From the request read to the answer handed to the connection")
        .tag("from", from)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /**
   * Tells of the catalogue that is served: how old its live index is, and how long a release is due
   * that is not there. The API tells this, because scoring cannot when it is down.
   */
  void watch(Supplier<Catalogue> catalogue) {
    MeterRegistry registry = counted.registry();
    TimeGauge.builder("techindex.api.live.age", catalogue, TimeUnit.SECONDS, Meters::liveAge)
        .strongReference(true)
        .description("Since the live index that is served was made")
        .register(registry);
    TimeGauge.builder("techindex.release.overdue", catalogue, TimeUnit.SECONDS, Meters::overdue)
        .strongReference(true)
        .description("Since the earliest release was due that is not made; 0 if none is")
        .register(registry);
    Gauge.builder("techindex.releases.served", catalogue, served -> served.get().entries().size())
        .strongReference(true)
        .description("Releases that are published or withdrawn")
        .register(registry);
  }

  private static double liveAge(Supplier<Catalogue> catalogue) {
    return catalogue
        .get()
        .live()
        .map(edition -> (double) seconds(edition.publishedAt()))
        .orElse(Double.NaN);
  }

  private static double overdue(Supplier<Catalogue> catalogue) {
    Catalogue served = catalogue.get();
    return served.calendar().stream()
        .filter(due ->
            served.entries().stream().noneMatch(entry -> entry.id().month().equals(due.month())))
        .mapToDouble(due -> Math.max(0, seconds(due.dueAt())))
        .max()
        .orElse(0);
  }

  private static long seconds(Instant since) {
    return Duration.between(since, Instant.now()).toSeconds();
  }

  /**
   * @param nanoseconds since the request was read
   */
  void answeredFromShelf(long nanoseconds) {
    fromShelf.increment();
    shelfTime.record(nanoseconds, TimeUnit.NANOSECONDS);
  }

  /**
   * @param nanoseconds since the request was read
   */
  void answered(int status, long nanoseconds) {
    Counter.builder(ANSWERS)
        .description("Answers that were made anew, by status")
        .tag("status", Integer.toString(status))
        .register(counted.registry())
        .increment();
    anewTime.record(nanoseconds, TimeUnit.NANOSECONDS);
  }

  void shelved(int documents) {
    shelved.set(documents);
  }

  /** The text that Prometheus reads. */
  String text() {
    return counted.text().get();
  }

  @Override
  public void close() {
    counted.registry().close();
  }
}
