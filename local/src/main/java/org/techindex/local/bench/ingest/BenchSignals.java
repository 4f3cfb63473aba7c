package org.techindex.local.bench.ingest;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.techindex.common.measure.Weight;
import org.techindex.common.signal.Link;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalCodec;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalHead;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.signal.StatedLocation;
import org.techindex.ingest.publish.SignalRecord;
import org.techindex.local.bench.TownPoints;

/**
 * Businesses with random ids, texts of a few lines and some links: records of 300 to 1,500 bytes,
 * evenly spread. The same seed gives the same signals.
 */
final class BenchSignals {

  static final String SOURCE = "bench.techindex.org";

  private static final int LEAST_BYTES = 300;
  private static final int MOST_BYTES = 1_500;
  private static final int BYTES_BESIDES_TEXT = 250;
  private static final OffsetDateTime OBSERVED =
      OffsetDateTime.of(2026, 11, 1, 9, 30, 0, 0, ZoneOffset.UTC);
  private static final List<String> WORDS =
      List.of(
          "we",
          "make",
          "software",
          "for",
          "machine",
          "learning",
          "and",
          "robots",
          "in",
          "factories",
          "clean",
          "energy",
          "from",
          "wind",
          "to",
          "homes",
          "with",
          "data",
          "of",
          "care",
          "older",
          "people",
          "electric",
          "vehicles",
          "charging",
          "consulting",
          "retail",
          "the",
          "north",
          "design",
          "sensors",
          "cities",
          "transport",
          "training",
          "food",
          "a",
          "studio",
          "analysis");

  private final SplittableRandom random;

  BenchSignals(long seed) {
    random = new SplittableRandom(seed);
  }

  ProducerRecord<byte[], byte[]> next() {
    SignalId id = new SignalId(SOURCE, new UUID(random.nextLong(), random.nextLong()).toString());
    Signal signal =
        new Signal.Business(
            new SignalHead(
                id,
                OBSERVED.plusSeconds(random.nextInt(1_000_000)),
                word() + " " + word() + " " + random.nextInt(1_000) + " Limited",
                Optional.of(text()),
                Optional.of("https://example.org/" + random.nextInt(1_000_000)),
                Optional.of(new StatedLocation.AtPoint(TownPoints.next(random))),
                List.of(),
                links()),
            Optional.of(Integer.toString(10_000_000 + random.nextInt(89_999_999))),
            List.of(random.nextInt(4) == 0 ? "62012" : "47190"),
            OptionalInt.of(random.nextInt(500)),
            Optional.of(LocalDate.of(1990 + random.nextInt(35), 1, 1)),
            Optional.empty());
    SignalEnvelope envelope = new SignalEnvelope(SignalKind.BUSINESS, id, OBSERVED);
    return SignalRecord.of(envelope, null, SignalCodec.encode(signal));
  }

  private String text() {
    int bytes = LEAST_BYTES + random.nextInt(MOST_BYTES - LEAST_BYTES) - BYTES_BESIDES_TEXT;
    StringBuilder text = new StringBuilder(bytes + 20);
    while (text.length() < bytes) {
      text.append(word()).append(' ');
    }
    return text.toString();
  }

  private List<Link> links() {
    return random.nextInt(10) > 0
        ? List.of()
        : List.of(
            new Link(
                new SignalId(SOURCE, "partner-" + random.nextInt(1_000)),
                Link.Relation.SHARES_DIRECTOR,
                Weight.ONE));
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
