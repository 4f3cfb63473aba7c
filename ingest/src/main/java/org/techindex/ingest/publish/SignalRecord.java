package org.techindex.ingest.publish;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.techindex.common.signal.SignalEnvelope;

/** A signal as a Kafka record: CloudEvents 1.0 in binary mode, under the key {@code source|id}. */
public final class SignalRecord {

  private SignalRecord() {}

  /**
   * @param partition null leaves it to the key
   * @param document null retracts the signal
   */
  public static ProducerRecord<byte[], byte[]> of(
      SignalEnvelope envelope, @Nullable Integer partition, byte @Nullable [] document) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            envelope.kind().topic(), partition, utf8(envelope.id().key()), document);
    envelope.headers().forEach((name, value) -> record.headers().add(name, utf8(value)));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
