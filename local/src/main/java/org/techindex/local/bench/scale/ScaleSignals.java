package org.techindex.local.bench.scale;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.techindex.common.grid.LatLon;
import org.techindex.common.measure.Weight;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.Link;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalCodec;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalHead;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.signal.StatedLocation;
import org.techindex.common.signal.StatedSector;

/**
 * Signals whose producers state the sectors, so that nothing is classified: of a hundred records
 * ninety are new, eight correct and two retract an earlier one; one in twenty links to another. The
 * same number always gives the same records.
 */
final class ScaleSignals {

  private static final String SOURCE = "bench.techindex.org";
  private static final OffsetDateTime START =
      OffsetDateTime.of(2026, 1, 1, 9, 30, 0, 0, ZoneOffset.UTC);
  private static final List<LatLon> TOWNS =
      List.of(
          new LatLon(51.5074, -0.1278),
          new LatLon(53.4808, -2.2426),
          new LatLon(52.4862, -1.8904),
          new LatLon(55.9533, -3.1883),
          new LatLon(53.8008, -1.5491),
          new LatLon(51.4545, -2.5879),
          new LatLon(52.2053, 0.1218),
          new LatLon(54.5973, -5.9301));

  private final SplittableRandom random = new SplittableRandom(20_261_122);
  private int made;
  private int identities;

  ProducerRecord<byte[], byte[]> next() {
    int drawn = random.nextInt(100);
    boolean isNew = identities == 0 || drawn < 90;
    int number = isNew ? identities++ : random.nextInt(identities);
    SignalKind kind = number % 4 == 0 ? SignalKind.EVENT : SignalKind.BUSINESS;
    SignalId id = new SignalId(SOURCE, Integer.toString(number));
    SignalEnvelope envelope = new SignalEnvelope(kind, id, START.plusSeconds(made++));
    byte[] value = !isNew && drawn >= 98 ? null : SignalCodec.encode(signal(kind, id));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(kind.topic(), utf8(id.key()), value);
    envelope.headers().forEach((name, text) -> record.headers().add(name, utf8(text)));
    return record;
  }

  private Signal signal(SignalKind kind, SignalId id) {
    List<StatedSector> sectors = new ArrayList<>();
    int certain = random.nextInt(Sector.CLASSIFIED.size());
    sectors.add(new StatedSector(Sector.CLASSIFIED.get(certain), (int) Weight.ONE_MILLIONTHS));
    SignalHead head =
        new SignalHead(
            id,
            START.minusDays(random.nextInt(2_000)),
            "Firm " + id.id(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new StatedLocation.AtPoint(point())),
            sectors,
            links());
    return kind == SignalKind.EVENT
        ? new Signal.Event(
            head,
            LocalDate.of(2025 + random.nextInt(2), 1 + random.nextInt(9), 5),
            Optional.empty(),
            OptionalInt.empty())
        : new Signal.Business(
            head,
            Optional.empty(),
            List.of(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());
  }

  private List<Link> links() {
    return random.nextInt(20) > 0
        ? List.of()
        : List.of(
            new Link(
                new SignalId(SOURCE, Integer.toString(random.nextInt(identities + 1))),
                Link.Relation.SHARES_DIRECTOR,
                Weight.ONE));
  }

  /** Within some ten kilometres of a town. */
  private LatLon point() {
    LatLon town = TOWNS.get(random.nextInt(TOWNS.size()));
    return new LatLon(
        town.latitudeDegrees() + random.nextDouble(-0.1, 0.1),
        town.longitudeDegrees() + random.nextDouble(-0.1, 0.1));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
