package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.techindex.common.signal.Refusal;
import org.techindex.common.store.Position;
import org.techindex.ingest.Admission;
import org.techindex.ingest.SignalGate;

/**
 * The first step: lets signals in by the gate of ingest, and sends each to its identity. What is
 * refused goes to a topic of its own, once.
 */
final class AdmitSignals implements Processor<byte[], byte[], byte[], byte[]> {

  private final SignalGate gate;
  private final Arrivals arrivals;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private boolean arrived;
  private boolean told;

  /**
   * @param arrivals of all partitions of the instance
   */
  AdmitSignals(SignalGate gate, Arrivals arrivals) {
    this.gate = gate;
    this.arrivals = arrivals;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initial) {
    initial.schedule(Arrivals.LOOK, PunctuationType.WALL_CLOCK_TIME, now -> look(initial, now));
    this.context = initial;
  }

  /** Commits as soon as there is time for it: whoever totals waits. */
  private void look(ProcessorContext<byte[], byte[]> to, long now) {
    if (arrived) {
      arrivals.note(now);
      arrived = false;
      told = true;
    }
    if (told && arrivals.isIdle(now)) {
      told = false;
      to.commit();
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<byte[], byte[]> to = Objects.requireNonNull(context);
    arrived = true;
    RecordMetadata at = to.recordMetadata().orElseThrow();
    TopicPartition partition = new TopicPartition(at.topic(), at.partition());
    Admission admission =
        gate.admit(
            SignalPartitions.number(partition),
            new ConsumerRecord<>(
                at.topic(),
                at.partition(),
                at.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty()));
    switch (admission) {
      case Admission.Admitted(var located) ->
          send(
              to,
              record,
              located.classified().valid().signal().head().id().digest(),
              SignalVersion.of(located));
      case Admission.Retracted(var retraction) ->
          send(to, record, retraction.id().digest(), SignalVersion.of(retraction));
      case Admission.Refused refused -> refuse(to, record, refused);
    }
  }

  private static void send(
      ProcessorContext<byte[], byte[]> to,
      Record<byte[], byte[]> record,
      UUID identity,
      SignalVersion version) {
    to.forward(
        new Record<>(Identity.encode(identity), version.encode(), Math.max(0, record.timestamp())),
        TotalsTopology.TO_IDENTITIES);
  }

  /** Key: the position; value: stage, field, rule and the value refused, a line each. */
  private static void refuse(
      ProcessorContext<byte[], byte[]> to,
      Record<byte[], byte[]> record,
      Admission.Refused refused) {
    Position position = refused.position();
    Refusal refusal = refused.refusal();
    to.forward(
        new Record<>(
            ByteBuffer.allocate(Long.BYTES).putLong(position.packed()).array(),
            String.join(
                    "\n", refusal.stage().word(), refusal.field(), refusal.rule(), refusal.value())
                .getBytes(StandardCharsets.UTF_8),
            Math.max(0, record.timestamp())),
        TotalsTopology.TO_REFUSALS);
  }
}
