package org.techindex.ingest.publish;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.techindex.common.receipt.RecordRange;
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
  private final Map<TopicPartition, RecordRange> written = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param client properties of a Kafka client: the brokers, and what they ask for of encryption
   *     and passwords
   * @throws OperatorException if no broker answers or a topic is missing
   */
  public KafkaSink(Map<String, String> client) {
    this.bootstrapServers = client.getOrDefault(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
    Map<String, Object> properties = new HashMap<>(client);
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
    try {
      var _ =
          producer.send(
              SignalRecord.of(envelope, null, document),
              (metadata, problem) -> {
                if (problem == null) {
                  written(metadata);
                } else {
                  failure.compareAndSet(null, problem);
                }
              });
    } catch (KafkaException e) {
      throw unreachable(e);
    }
  }

  private void written(RecordMetadata metadata) {
    TopicPartition partition = new TopicPartition(metadata.topic(), metadata.partition());
    RecordRange one =
        new RecordRange(
            partition.topic(), partition.partition(), metadata.offset(), metadata.offset());
    written.merge(partition, one, RecordRange::around);
  }

  /**
   * Where the records stand that were sent, a range for each partition; those of others who publish
   * at the same time may stand among them.
   */
  @Override
  public List<RecordRange> written() {
    return written.values().stream()
        .sorted(Comparator.comparing(RecordRange::topic).thenComparingInt(RecordRange::partition))
        .toList();
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
