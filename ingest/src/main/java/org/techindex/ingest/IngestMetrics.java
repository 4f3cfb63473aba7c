package org.techindex.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.techindex.common.signal.Refusal;
import org.techindex.ingest.store.PartitionBatch;
import org.techindex.ingest.store.Storable;
import org.techindex.ingest.store.StoredBatch;

/**
 * What ingest tells about itself, under the words of the stages: {@code techindex.receive.records},
 * {@code techindex.prepare.time}, {@code techindex.store.time}, ... Sources are named in a meter
 * only up to {@value #MOST_SOURCES}, so that a producer cannot flood the registry.
 */
final class IngestMetrics {

  private static final int MOST_SOURCES = 200;

  /** What ingest waits for; told as never from the start, so that a graph has a line. */
  private static final List<String> WAITED_FOR = List.of("database", "kafka");

  private final MeterRegistry registry;
  private final Counter signals;
  private final Counter corrections;
  private final Counter duplicates;
  private final Counter fenced;
  private final Counter races;
  private final Timer prepareTime;
  private final Timer storeTime;
  private final DistributionSummary batchRecords;
  private final Map<String, AtomicLong> freshness = new ConcurrentHashMap<>();
  private final AtomicLong lagRecords;
  private final AtomicLong lagSeconds;
  private final AtomicLong heldBytes;

  IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    signals = registry.counter("techindex.store.signals");
    corrections = registry.counter("techindex.store.corrections");
    duplicates = registry.counter("techindex.store.duplicates");
    fenced = registry.counter("techindex.store.fenced");
    races = registry.counter("techindex.store.races");
    for (String waitingFor : WAITED_FOR) {
      pauses("all", waitingFor);
    }
    prepareTime = registry.timer("techindex.prepare.time");
    storeTime = registry.timer("techindex.store.time");
    batchRecords = registry.summary("techindex.store.batch.records");
    lagRecords = gauge("techindex.receive.lag.records");
    lagSeconds = gauge("techindex.receive.lag.seconds");
    heldBytes = gauge("techindex.receive.held.bytes");
  }

  private AtomicLong gauge(String name) {
    AtomicLong value = new AtomicLong();
    registry.gauge(name, value);
    return value;
  }

  void received(String topic, int records) {
    registry.counter("techindex.receive.records", "topic", topic).increment(records);
  }

  /** The time of a chunk of records from receive to locate. */
  Timer prepareTime() {
    return prepareTime;
  }

  /** The time of a transaction, with the wait for a connection. */
  Timer storeTime() {
    return storeTime;
  }

  void stored(StoredBatch stored, PartitionBatch batch) {
    signals.increment(stored.signals());
    corrections.increment(stored.corrections());
    duplicates.increment(stored.duplicates());
    batchRecords.record(batch.records().size());
    Storable last = batch.records().getLast();
    if (last instanceof Storable.SignalRows signal) {
      fresh(signal.id().source());
    }
    if (stored.refusals() > 0) {
      for (Storable record : batch.records()) {
        if (record instanceof Storable.RefusedRecord refused) {
          refused(refused.refusal());
        }
      }
    }
  }

  private void refused(Refusal refusal) {
    registry
        .counter(
            "techindex.refusals",
            "stage",
            refusal.stage().word(),
            "field",
            plain(refusal),
            "reason",
            refusal.getClass().getSimpleName())
        .increment();
  }

  /**
   * The field without the index of a list, and only fields of the contract: few distinct values.
   */
  private static String plain(Refusal refusal) {
    return switch (refusal) {
      case Refusal.BadField _ -> "field";
      case Refusal.TooLarge _,
          Refusal.BadEncoding _,
          Refusal.BadJson _,
          Refusal.BadEnvelope _,
          Refusal.UnknownKind _,
          Refusal.MissingField _,
          Refusal.BrokenRule _,
          Refusal.SwappedCoordinates _,
          Refusal.Unplaceable _,
          Refusal.AmbiguousPlace _,
          Refusal.Unstorable _ ->
          refusal.field().replaceAll("\\[\\d+]", "");
    };
  }

  /** Seconds since January 1970 when a signal of the source was last stored. */
  private void fresh(String source) {
    AtomicLong seconds = freshness.get(source);
    if (seconds == null) {
      if (freshness.size() >= MOST_SOURCES) {
        return;
      }
      seconds =
          freshness.computeIfAbsent(
              source,
              name ->
                  registry.gauge(
                      "techindex.store.source.latest.seconds",
                      Tags.of("source", name),
                      new AtomicLong()));
    }
    seconds.set(registry.config().clock().wallTime() / 1_000);
  }

  void paused(String topic, String waitingFor) {
    pauses(topic, waitingFor).increment();
  }

  private Counter pauses(String topic, String waitingFor) {
    return registry.counter("techindex.store.pauses", "topic", topic, "for", waitingFor);
  }

  void fenced() {
    fenced.increment();
  }

  void raced() {
    races.increment();
  }

  /**
   * @param records in Kafka and not stored
   * @param writers whose oldest record tells the lag in seconds
   */
  void lag(long records, Collection<PartitionWriter> writers, long heldBytesOfAll) {
    long now = registry.config().clock().wallTime();
    long oldest =
        writers.stream()
            .mapToLong(PartitionWriter::oldestMilliseconds)
            .min()
            .orElse(Long.MAX_VALUE);
    lagRecords.set(records);
    lagSeconds.set(oldest == Long.MAX_VALUE ? 0 : Math.max(0, (now - oldest) / 1_000));
    heldBytes.set(heldBytesOfAll);
  }
}
