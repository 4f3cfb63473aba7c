package org.techindex.local.streams;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.techindex.ingest.SignalGate;
import org.techindex.ingest.receive.Topics;

/**
 * Two applications, each a chain of its own: signals are let in, classified and sent to their
 * identity, once for all totals; and there they are settled against earlier versions and links, and
 * added up.
 */
final class TotalsTopology {

  static final String TO_IDENTITIES = "to-identities";
  static final String TO_REFUSALS = "to-refusals";
  static final String BETWEEN_IDENTITIES = "between-identities";
  static final String TO_TOTALS = "to-totals";

  private static final StreamPartitioner<byte[], byte[]> BY_PARTITION =
      (_, key, _, _) -> Optional.of(Set.of(TotalsRecord.partition(key)));

  private TotalsTopology() {}

  /**
   * From the signal topics to the topic of classified signals, which is partitioned by identity.
   */
  static Topology classifying(ClassifiedTopics topics, SignalGate gate) {
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    ByteArraySerializer out = new ByteArraySerializer();
    Arrivals arrivals = new Arrivals();
    return new Topology()
        .addSource("records", in, in, Topics.ofSignals().toArray(String[]::new))
        .addProcessor("admit", () -> new AdmitSignals(gate, arrivals), "records")
        .addStateStore(new UnloggedStoreBuilder<>(ProcessMark.NAME, ProcessMark::new), "admit")
        .addSink(TO_IDENTITIES, topics.signals(), out, out, "admit")
        .addSink(TO_REFUSALS, topics.refusals(), out, out, "admit");
  }

  /** From classified signals to totals. */
  static Topology totalling(
      TotalsTopics topics,
      SignalPartitions partitions,
      double reachKilometres,
      SettleIdentities.CommittedInputs committed,
      SettleIdentities.Sending sending) {
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    ByteArraySerializer out = new ByteArraySerializer();
    Arrivals arrivals = new Arrivals();
    return new Topology()
        .addReadOnlyStateStore(
            new UnloggedStoreBuilder<>(
                SettleIdentities.SIGNALS,
                () -> new SignalTable(SettleIdentities.SIGNALS, partitions)),
            "classified",
            in,
            in,
            topics.classified(),
            "table",
            KeptBySettle::new)
        .addSource("messages", in, in, topics.messages())
        .addProcessor(
            "settle",
            () ->
                new SettleIdentities(
                    reachKilometres, partitions, committed, topics.messages(), sending, arrivals),
            "classified",
            "messages")
        .connectProcessorAndStateStores("settle", SettleIdentities.SIGNALS)
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(SettleIdentities.LINKS),
                    Serdes.Bytes(),
                    Serdes.ByteArray())
                .withLoggingEnabled(Map.of()),
            "settle")
        .addSink(BETWEEN_IDENTITIES, topics.messages(), out, out, "settle")
        .addSink(TO_TOTALS, topics.totals(), out, out, BY_PARTITION, "settle");
  }

  /**
   * The engine wants a processor for a table whose changelog is a source. It has nothing to do: who
   * settles must see what was there before, and puts what is there now.
   */
  private static final class KeptBySettle implements Processor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      // The processor beside this one takes the record.
    }
  }
}
