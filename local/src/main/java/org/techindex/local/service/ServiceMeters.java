package org.techindex.local.service;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.util.Map;
import java.util.Optional;

/**
 * The meters of one service and of its JVM: read by Prometheus, and sent to an OpenTelemetry
 * collector where the operator names one.
 */
public final class ServiceMeters implements AutoCloseable {

  private final PrometheusMeterRegistry prometheus =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /**
   * @param service "ingest", "scoring" or "api"
   * @param otlpUrl of the collector, such as {@code http://collector:4318/v1/metrics}
   */
  public ServiceMeters(String service, Optional<String> otlpUrl) {
    registry.add(prometheus);
    otlpUrl.ifPresent(url -> registry.add(otlp(service, url)));
    registry.config().commonTags(Tags.of("service", service));
  }

  /**
   * Tells of the JVM too, from now on. A service calls this when it is ready: what is loaded for it
   * would delay that.
   */
  public void watchJvm() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  private static OtlpMeterRegistry otlp(String service, String url) {
    Map<String, String> settings =
        Map.of(
            "otlp.url",
            url,
            "otlp.step",
            "15s",
            "otlp.resourceAttributes",
            "service.name=techindex-" + service);
    OtlpConfig config = settings::get;
    return new OtlpMeterRegistry(config, Clock.SYSTEM);
  }

  /** Where the parts of the service register what they count. */
  public MeterRegistry registry() {
    return registry;
  }

  /** The text that Prometheus reads. */
  public String text() {
    return prometheus.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
    prometheus.close();
  }
}
