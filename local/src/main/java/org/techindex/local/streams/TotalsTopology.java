package org.techindex.local.streams;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.techindex.ingest.SignalGate;
import org.techindex.ingest.receive.Topics;

/**
 * Signals are admitted, sent to their identity, settled there against earlier versions and links,
 * and what that changes is added to rows. Three topics lie between, so that each step may run in
 * another process: signals to identities, identities to each other, identities to rows.
 */
final class TotalsTopology {

  static final String TO_IDENTITIES = "to-identities";
  static final String TO_REFUSALS = "to-refusals";
  static final String BETWEEN_IDENTITIES = "between-identities";
  static final String TO_ROWS = "to-rows";

  private TotalsTopology() {}

  static Topology of(
      TotalsTopics topics, SignalGate gate, SignalPartitions partitions, double reachKilometres) {
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    ByteArraySerializer out = new ByteArraySerializer();
    return new Topology()
        .addSource("signals", in, in, Topics.ofSignals().toArray(String[]::new))
        .addProcessor("admit", () -> new AdmitSignals(gate, partitions), "signals")
        .addSink(TO_IDENTITIES, topics.identities(), out, out, "admit")
        .addSink(TO_REFUSALS, topics.refusals(), out, out, "admit")
        .addSource("identities", in, in, topics.identities())
        .addProcessor("settle", () -> new SettleIdentities(reachKilometres), "identities")
        .addStateStore(store(SettleIdentities.SIGNALS), "settle")
        .addStateStore(store(SettleIdentities.LINKS), "settle")
        .addSink(BETWEEN_IDENTITIES, topics.identities(), out, out, "settle")
        .addSink(TO_ROWS, topics.changes(), out, out, "settle")
        .addSource("changes", in, in, topics.changes())
        .addProcessor("add", AddRows::new, "changes")
        .addStateStore(store(AddRows.ROWS).withCachingEnabled(), "add");
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of());
  }

  /** Names of all stores, each of which has a changelog. */
  static List<String> stores() {
    return List.of(SettleIdentities.SIGNALS, SettleIdentities.LINKS, AddRows.ROWS);
  }
}
