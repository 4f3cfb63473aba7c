package org.techindex.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;

/**
 * Where the service counts, and what it tells of that on {@code /metrics}.
 *
 * @param registry closed with the service
 * @param text what Prometheus reads
 */
public record ApiRegistry(MeterRegistry registry, Supplier<String> text) {

  /** For Prometheus, with the meters of the API alone. */
  public static ApiRegistry prometheus() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    return new ApiRegistry(registry, registry::scrape);
  }
}
