package org.techindex.ingest.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalKind;

/** Sends to Kafka with an idempotent producer that waits for every copy to be written. */
public final class KafkaSink implements SignalSink {

  private static final Duration FIRST_ANSWER = Duration.ofSeconds(15);
  private static final Duration DELIVERY = Duration.ofMinutes(2);

  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param bootstrapServers "host:port", several separated by commas
   * @throws OperatorException if no broker answers or a topic is missing
   */
  public KafkaSink(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "techindex-publish");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * 1024 * 1024);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) FIRST_ANSWER.toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    try {
      producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw unreachable(e);
    }
    try {
      Arrays.stream(SignalKind.values()).forEach(kind -> producer.partitionsFor(kind.topic()));
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw unreachable(e);
    }
  }

  @Override
  public void send(SignalEnvelope envelope, byte[] document) {
    throwFailure();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            envelope.kind().topic(),
            envelope.id().key().getBytes(StandardCharsets.UTF_8),
            document);
    envelope
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try {
      var _ =
          producer.send(
              record,
              (_, problem) -> {
                if (problem != null) {
                  failure.compareAndSet(null, problem);
                }
              });
    } catch (KafkaException e) {
      throw unreachable(e);
    }
  }

  @Override
  public void close() {
    try (producer) {
      producer.flush();
    }
    throwFailure();
  }

  private void throwFailure() {
    Exception problem = failure.get();
    if (problem != null) {
      producer.close(Duration.ZERO);
      throw unreachable(problem);
    }
  }

  private OperatorException unreachable(Exception cause) {
    return new OperatorException(
        ExitCode.SERVICE_MISSING,
        "Kafka at "
            + bootstrapServers
            + " does not take the signals ("
            + cause.getMessage()
            + "): start it or name another with --set kafka.bootstrap-servers=HOST:PORT, then"
            + " publish the same file again; nothing is doubled",
        cause);
  }
}
