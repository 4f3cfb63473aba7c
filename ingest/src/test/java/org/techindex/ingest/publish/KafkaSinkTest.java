package org.techindex.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestKafka;

class KafkaSinkTest {

  @Test
  void aSignalGoesOutAsACloudEventInBinaryMode() {
    TestKafka kafka = TestKafka.start(Map.of());
    try (kafka) {
      for (SignalKind kind : SignalKind.values()) {
        kafka.createTopic(kind.topic(), 1);
      }
      byte[] document = "{}".getBytes(StandardCharsets.UTF_8);
      try (KafkaSink sink = new KafkaSink(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        sink.send(
            new SignalEnvelope(
                SignalKind.EVENT,
                new SignalId("me", "a|1"),
                OffsetDateTime.parse("2026-01-02T03:04:05Z")),
            document);
      }

      ConsumerRecord<byte[], byte[]> sent = only(kafka, SignalKind.EVENT.topic());

      assertThat(text(sent.key())).isEqualTo("me|a|1");
      assertThat(sent.value()).isEqualTo(document);
      List<String> headers = new ArrayList<>();
      sent.headers().forEach(header -> headers.add(header.key() + "=" + text(header.value())));
      assertThat(headers)
          .containsExactly(
              "ce_specversion=1.0",
              "ce_type=org.techindex.signal.event.v1",
              "ce_source=me",
              "ce_id=a|1",
              "ce_time=2026-01-02T03:04:05Z",
              "content-type=application/json");
    }
  }

  @Test
  void withoutABrokerThereIsOneLineThatSaysWhatToDo() {
    assertThatThrownBy(
            () -> new KafkaSink(Map.of("bootstrap.servers", "no-such-host.invalid:9092")))
        .isInstanceOfSatisfying(
            OperatorException.class,
            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.SERVICE_MISSING))
        .hasMessageContaining("no-such-host.invalid:9092")
        .hasMessageContaining("start it or name another");
  }

  private static ConsumerRecord<byte[], byte[]> only(TestKafka kafka, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return !records.isEmpty();
          });
      assertThat(records).hasSize(1);
      return records.getFirst();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
