package org.techindex.local.bench.scale;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
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
import org.techindex.ingest.publish.SignalRecord;
import org.techindex.local.bench.TownPoints;

/**
 * Signals whose producers state the sectors, so that nothing is classified: of a hundred records
 * ninety are new, eight correct and two retract an earlier one; one in twenty links to another. The
 * same number always gives the same records.
 */
final class ScaleSignals {

  private static final String SOURCE = "bench.techindex.org";
  private static final OffsetDateTime START =
      OffsetDateTime.of(2026, 1, 1, 9, 30, 0, 0, ZoneOffset.UTC);

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
    return SignalRecord.of(envelope, null, value);
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
            Optional.of(new StatedLocation.AtPoint(TownPoints.next(random))),
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
}
