package org.techindex.local.bench.faults;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.ingest.publish.SignalRecord;

/**
 * A producer that never stops: new signals, corrections early and late, duplicates, retractions,
 * the same identity in several partitions and topics, and one bad record in fifty. What it sends is
 * seeded; what arrives is read back from the topics.
 */
final class FaultLoad implements AutoCloseable {

  private static final int IDENTITIES = 4_000;
  private static final int PARTITIONS = 2;
  private static final int RECORDS_A_TICK = 10;
  private static final long TICK_MILLISECONDS = 10;
  private static final OffsetDateTime START =
      OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final List<String> BAD =
      List.of(
          "{",
          "{\"observed\": \"2026-10-05\"}",
          "{\"observed\": \"2026-10-05T12:00:00Z\", \"name\": \"a\\u0000\"}",
          "{\"observed\": \"2026-10-05T12:00:00Z\", \"name\": \"a\", \"location\": {\"place\": \"Newport\"}}");

  private final KafkaProducer<byte[], byte[]> producer;
  private final SplittableRandom random;
  private final AtomicLong sent = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopping;

  FaultLoad(String bootstrapServers, long seed) {
    random = new SplittableRandom(seed);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "linger.ms", "5",
                "max.block.ms", "120000",
                "delivery.timeout.ms", "300000",
                "request.timeout.ms", "5000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    thread = Thread.ofPlatform().name("fault-load").daemon().start(this::run);
  }

  long sent() {
    return sent.get();
  }

  private void run() {
    try {
      while (!stopping) {
        for (int i = 0; i < RECORDS_A_TICK; i++) {
          var _ = producer.send(next());
          sent.incrementAndGet();
        }
        TimeUnit.MILLISECONDS.sleep(TICK_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      System.err.println("the producer of the load ended: " + e.getMessage());
    }
  }

  private ProducerRecord<byte[], byte[]> next() {
    SignalKind kind = SignalKind.values()[random.nextInt(2)];
    SignalId id = new SignalId("faults", "s" + random.nextInt(IDENTITIES));
    OffsetDateTime time = START.plusMinutes(random.nextInt(20));
    SignalEnvelope envelope = new SignalEnvelope(kind, id, time);
    String document;
    int draw = random.nextInt(100);
    if (draw < 2) {
      document = BAD.get(random.nextInt(BAD.size()));
    } else if (draw < 10) {
      document = null;
    } else {
      document = document(kind, id, time);
    }
    return SignalRecord.of(
        envelope, random.nextInt(PARTITIONS), document == null ? null : utf8(document));
  }

  private String document(SignalKind kind, SignalId id, OffsetDateTime time) {
    String own =
        kind == SignalKind.EVENT
            ? "\"starts\": \"2026-09-01\""
            : "\"employees\": " + random.nextInt(99);
    return """
    {"observed": "2026-10-05T12:00:00Z", "name": "%s at %s", "text": "machine learning, version %d",
     "location": {"lat": %s, "lon": %s}, %s,
     "links": [{"to": "faults|s%d", "relation": "other"}]}\
    """
        .formatted(
            id.id(),
            time,
            random.nextInt(1_000),
            51.4 + random.nextInt(100) / 1_000.0,
            -0.2 + random.nextInt(100) / 1_000.0,
            own,
            random.nextInt(IDENTITIES));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ends when everything sent has arrived. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
