package org.techindex.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TestServersTest {

  @Test
  void databasesShareTheSchemaAndNoRows() throws SQLException {
    TestDatabase left = TestPostgres.freshDatabase();
    TestDatabase right = TestPostgres.freshDatabase();
    left.execute("insert into classifier (version) values ('a')");

    assertThat(classifiers(left)).isEqualTo(1);
    assertThat(classifiers(right)).isZero();
  }

  @Test
  void theBrokerGivesBackWhatWasSent() throws Exception {
    TestKafka kafka = TestKafka.shared();
    kafka.createTopic("test-servers", 1);
    Map<String, Object> connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer());
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                connection, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      byte[] sent = "sent".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>("test-servers", sent)).get();
      TopicPartition partition = new TopicPartition("test-servers", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));

      ConsumerRecords<byte[], byte[]> received = consumer.poll(Duration.ofSeconds(20));

      assertThat(received).hasSize(1);
      assertThat(received.iterator().next().value()).isEqualTo(sent);
    }
  }

  private static int classifiers(TestDatabase database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from classifier")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
