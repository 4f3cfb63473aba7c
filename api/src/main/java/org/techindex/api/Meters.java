package org.techindex.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the service counts about itself. */
final class Meters implements AutoCloseable {

  private static final String ANSWERS = "techindex.api.answers";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LongAdder fromShelf = new LongAdder();
  private final AtomicInteger shelved = new AtomicInteger();

  Meters() {
    FunctionCounter.builder(ANSWERS + ".from.shelf", fromShelf, LongAdder::sum)
        .description("Answers whose bytes were ready")
        .register(registry);
    Gauge.builder("techindex.api.shelf", shelved, AtomicInteger::get)
        .description("Documents that are ready")
        .register(registry);
  }

  void answeredFromShelf() {
    fromShelf.increment();
  }

  void answered(int status) {
    Counter.builder(ANSWERS)
        .description("Answers that were made anew, by status")
        .tag("status", Integer.toString(status))
        .register(registry)
        .increment();
  }

  void shelved(int documents) {
    shelved.set(documents);
  }

  /** The text that Prometheus reads. */
  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
