package org.techindex.local.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.techindex.common.signal.SignalKind;

/**
 * Records of a small world in which everything happens: new signals, corrections that move and
 * reclassify, retractions, returns, duplicates, links to what is there, comes later or never, links
 * of equal time in several topics, and records that are refused.
 */
final class RandomSignals {

  private static final String[] PLACES = {
    "\"lat\": 51.5074, \"lon\": -0.1278", // London
    "\"lat\": 51.49, \"lon\": -0.11", // Southwark, 2 km from it
    "\"lat\": 53.8008, \"lon\": -1.5491", // Leeds
    "\"lat\": 51.4545, \"lon\": -2.5879" // Bristol
  };
  private static final String[] SECTORS = {"AI and Data", "Clean Growth", "Ageing Society"};

  private final Random random;
  private final int identities;

  RandomSignals(long seed, int identities) {
    this.random = new Random(seed);
    this.identities = identities;
  }

  List<ProducerRecord<byte[], byte[]>> records(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!records.isEmpty() && random.nextInt(12) == 0) {
        records.add(records.get(random.nextInt(records.size()))); // The same once more.
      } else {
        records.add(record());
      }
    }
    return records;
  }

  private ProducerRecord<byte[], byte[]> record() {
    int identity = random.nextInt(identities);
    // One identity in four changes its kind, and with it its topic.
    SignalKind kind =
        SignalKind.values()[(identity + (identity % 4 == 0 ? random.nextInt(2) : 0)) % 4];
    String time = String.format(Locale.ROOT, "2026-10-01T%02d:00:00Z", random.nextInt(8));
    int drawn = random.nextInt(20);
    String value =
        drawn < 3 ? null : drawn == 3 ? "{\"name\": 7}" : document(kind, random.nextInt(3));
    return of(kind, "s" + identity, time, value);
  }

  static ProducerRecord<byte[], byte[]> of(
      SignalKind kind, String id, String time, @Nullable String value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            kind.topic(),
            null,
            ("w|" + id).getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8));
    record.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
    record.headers().add("ce_type", kind.ceType().getBytes(UTF_8));
    record.headers().add("ce_source", "w".getBytes(UTF_8));
    record.headers().add("ce_id", id.getBytes(UTF_8));
    record.headers().add("ce_time", time.getBytes(UTF_8));
    return record;
  }

  private String document(SignalKind kind, int links) {
    StringBuilder document = new StringBuilder("{\"name\": \"n\", \"observed\": ");
    document.append("\"2026-0").append(1 + random.nextInt(9)).append("-05T12:00:00Z\"");
    if (kind != SignalKind.PUBLICATION || random.nextBoolean()) {
      document.append(", \"location\": {").append(place()).append('}');
    } else {
      document.append(", \"institutions\": [");
      int count = 1 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        document.append(i == 0 ? "" : ", ").append("{\"name\": \"u\", \"location\": {");
        document.append(place()).append("}}");
      }
      document.append(']');
    }
    String ofKind =
        switch (kind) {
          case BUSINESS -> random.nextInt(4) == 0 ? ", \"closed\": \"2026-08-01\"" : "";
          case EVENT -> ", \"starts\": \"2026-0" + (1 + random.nextInt(9)) + "-20\"";
          case INSTITUTION -> ", \"staffFte\": " + (1 + random.nextInt(40)) + ".5";
          case PUBLICATION ->
              ", \"published\": \"2026-03-01\", \"citations\": " + random.nextInt(9);
        };
    document.append(ofKind).append(", \"sectors\": [");
    int sectors = 1 + random.nextInt(2);
    int first = random.nextInt(SECTORS.length);
    for (int i = 0; i < sectors; i++) {
      document.append(i == 0 ? "" : ", ").append("{\"sector\": \"");
      document.append(SECTORS[(first + i) % SECTORS.length]).append("\", \"probability\": 0.");
      document.append(1 + random.nextInt(9)).append('}');
    }
    document.append("], \"links\": [");
    for (int i = 0; i < links; i++) {
      document
          .append(i == 0 ? "" : ", ")
          .append("{\"to\": \"w|s")
          .append(random.nextInt(identities + 2));
      document.append("\", \"relation\": \"other\", \"weight\": ").append(1 + random.nextInt(4));
      document.append(".25}");
    }
    return document.append("]}").toString();
  }

  private String place() {
    return PLACES[random.nextInt(PLACES.length)];
  }
}
