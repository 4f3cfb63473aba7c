package org.techindex.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.ingest.receive.Topics;
import org.techindex.ingest.store.RefusalOutbox;
import org.techindex.ingest.store.RefusalOutbox.StoredRefusal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Announces stored refusals on {@code signals.rejected}, each at least once: after a crash some
 * come again, with the same {@code ce_id}. The payload of the refused record is not repeated.
 */
final class RefusalAnnouncer implements Runnable {

  /** CloudEvents type of an announced refusal. */
  static final String CE_TYPE = "org.techindex.refusal.v1";

  private static final Logger LOG = LoggerFactory.getLogger(RefusalAnnouncer.class);
  private static final int MOST_AT_ONCE = 1_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final RefusalOutbox outbox;
  private final Producer<byte[], byte[]> producer;
  private final BlockingQueue<Integer> partitions = new LinkedBlockingQueue<>();
  private final Backoff backoff = new Backoff();
  private volatile boolean stopping;

  RefusalAnnouncer(RefusalOutbox outbox, Map<String, String> kafka) {
    this.outbox = outbox;
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("acks", "all");
    properties.put("enable.idempotence", "true");
    properties.put("linger.ms", "5");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** There may be refusals to announce. */
  void look(int partitionId) {
    if (!partitions.contains(partitionId)) {
      partitions.add(partitionId);
    }
  }

  void stop() {
    stopping = true;
    backoff.stop();
  }

  @Override
  public void run() {
    try (producer) {
      while (!stopping) {
        Integer partition = partitions.poll(100, TimeUnit.MILLISECONDS);
        if (partition != null) {
          announce(partition);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void announce(int partition) throws InterruptedException {
    try {
      List<StoredRefusal> refusals;
      do {
        refusals = outbox.unannounced(partition, MOST_AT_ONCE);
        List<Future<?>> sent = new ArrayList<>(refusals.size());
        for (StoredRefusal refusal : refusals) {
          sent.add(producer.send(record(refusal)));
        }
        for (Future<?> one : sent) {
          one.get();
        }
        if (!refusals.isEmpty()) {
          outbox.mark(refusals.getLast());
        }
      } while (refusals.size() == MOST_AT_ONCE && !stopping);
      backoff.succeeded();
    } catch (SQLException | ExecutionException | KafkaException e) {
      LOG.warn("refusals wait to be announced: {}", e.getMessage());
      look(partition);
      backoff.pause();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(StoredRefusal refusal) {
    byte[] key = utf8(refusal.source().orElse("") + "|" + refusal.id().orElse(""));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.REJECTED, key, document(refusal));
    record.headers().add(SignalEnvelope.SPECVERSION, utf8("1.0"));
    record.headers().add(SignalEnvelope.TYPE, utf8(CE_TYPE));
    record.headers().add(SignalEnvelope.SOURCE, utf8("techindex"));
    record
        .headers()
        .add(
            SignalEnvelope.ID,
            utf8(refusal.topic() + "/" + refusal.partition() + "@" + refusal.offset()));
    record.headers().add(SignalEnvelope.TIME, utf8(refusal.receivedAt().toString()));
    record.headers().add(SignalEnvelope.CONTENT_TYPE, utf8(SignalEnvelope.JSON));
    return record;
  }

  private static byte[] document(StoredRefusal refusal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      refusal.source().ifPresent(source -> json.writeStringProperty("source", source));
      refusal.id().ifPresent(id -> json.writeStringProperty("id", id));
      json.writeStringProperty("topic", refusal.topic());
      json.writeNumberProperty("partition", refusal.partition());
      json.writeNumberProperty("offset", refusal.offset());
      json.writeStringProperty("stage", refusal.stage());
      json.writeStringProperty("field", refusal.field());
      json.writeStringProperty("rule", refusal.rule());
      json.writeStringProperty("value", refusal.value());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
