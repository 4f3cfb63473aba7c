package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.Link;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Position;
import org.techindex.ingest.locate.LocatedSignal;
import org.techindex.ingest.receive.ReceivedSignal;
import org.techindex.ingest.store.SignalMonths;
import org.techindex.scoring.total.StoredPart;

/**
 * All that totals need of one version of a classified and located signal; some forty bytes where it
 * has one part and no links. This is the value of a record of classified signals and of the table
 * by identity.
 *
 * @param microseconds of its {@code ce_time}, since 1970: as exact as the database keeps it
 * @param position of its record, by {@link SignalPartitions#number}
 * @param parts none where the version is a retraction
 * @param links weights in millionths of each link, by the identity it goes to; none to itself
 */
record SignalVersion(
    long microseconds, Position position, List<StoredPart> parts, Map<UUID, List<Long>> links) {

  private static final SignalKind[] KINDS = SignalKind.values();
  private static final int KIND_MASK = 3;
  private static final int CLOSES = 4;
  private static final int IS_CITED = 8;
  private static final int HEAD_BYTES = 64;
  private static final int PART_BYTES = Long.BYTES + 2 * CompactNumbers.LONGEST;

  SignalVersion {
    parts = List.copyOf(parts);
  }

  static SignalVersion of(ReceivedSignal.Retraction retraction) {
    return new SignalVersion(
        microseconds(retraction.time().toInstant()), retraction.position(), List.of(), Map.of());
  }

  static SignalVersion of(LocatedSignal located) {
    Signal signal = located.classified().valid().signal();
    Position position = located.classified().valid().position();
    UUID own = signal.head().id().digest();
    int month = SignalMonths.from(signal);
    int closedMonth = SignalMonths.closed(signal).orElse(StoredPart.NEVER);
    int citations =
        signal instanceof Signal.Publication publication ? publication.citations().orElse(0) : 0;
    List<StoredPart> parts = new ArrayList<>();
    for (LocatedSignal.Part part : located.parts()) {
      parts.add(
          new StoredPart(
              position.packed(),
              part.cell().index(),
              signal.kind(),
              month,
              closedMonth,
              part.amountMillionths(),
              part.fractionMillionths(),
              citations,
              located.classified().memberships()));
    }
    Map<UUID, List<Long>> links = new TreeMap<>();
    for (Link link : signal.head().links()) {
      UUID to = link.to().digest();
      if (!to.equals(own) && link.weight().millionths() != 0) {
        links.computeIfAbsent(to, _ -> new ArrayList<>()).add(link.weight().millionths());
      }
    }
    return new SignalVersion(
        microseconds(located.classified().valid().envelope().time().toInstant()),
        position,
        parts,
        links);
  }

  private static long microseconds(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  /** Where the record of an encoded version lies. */
  static Position position(byte[] encoded) {
    return new Position(ByteBuffer.wrap(encoded).getLong(Long.BYTES));
  }

  /**
   * Of two encoded versions: the later {@code ce_time} counts; of equal ones the lower position in
   * the database.
   */
  static boolean replaces(byte[] later, byte[] earlier, SignalPartitions partitions) {
    int byTime = Long.compare(ByteBuffer.wrap(later).getLong(), ByteBuffer.wrap(earlier).getLong());
    return byTime != 0
        ? byTime > 0
        : partitions.stored(position(later)).compareTo(partitions.stored(position(earlier))) < 0;
  }

  long[] cells() {
    return parts.stream().mapToLong(StoredPart::cell).toArray();
  }

  byte[] encode() {
    int linkBytes = 0;
    for (List<Long> weights : links.values()) {
      linkBytes += Identity.BYTES + CompactNumbers.LONGEST * (1 + weights.size());
    }
    ByteBuffer to = ByteBuffer.allocate(HEAD_BYTES + PART_BYTES * parts.size() + linkBytes);
    to.putLong(microseconds).putLong(position.packed());
    CompactNumbers.write(to, parts.size());
    if (!parts.isEmpty()) {
      writeHead(to, parts.getFirst());
    }
    for (StoredPart part : parts) {
      to.putLong(part.cell());
      CompactNumbers.write(to, part.amountMillionths());
      CompactNumbers.write(to, part.fractionMillionths());
    }
    CompactNumbers.write(to, links.size());
    links.forEach((identity, weights) -> {
      Identity.write(to, identity);
      writeAll(to, weights);
    });
    return CompactNumbers.written(to);
  }

  private static void writeHead(ByteBuffer to, StoredPart part) {
    boolean closes = part.closedMonth() != StoredPart.NEVER;
    boolean isCited = part.citations() != 0;
    to.put((byte) (part.kind().ordinal() | (closes ? CLOSES : 0) | (isCited ? IS_CITED : 0)));
    to.putShort((short) part.month());
    if (closes) {
      CompactNumbers.write(to, part.closedMonth());
    }
    if (isCited) {
      CompactNumbers.write(to, part.citations());
    }
    writeMemberships(to, part.memberships());
  }

  static SignalVersion decode(byte[] encoded) {
    ByteBuffer from = ByteBuffer.wrap(encoded);
    long microseconds = from.getLong();
    Position position = new Position(from.getLong());
    int count = CompactNumbers.readInt(from);
    List<StoredPart> parts = count == 0 ? List.of() : readParts(from, position, count);
    int targets = CompactNumbers.readInt(from);
    if (targets == 0) {
      return new SignalVersion(microseconds, position, parts, Map.of());
    }
    Map<UUID, List<Long>> links = new TreeMap<>();
    for (int target = 0; target < targets; target++) {
      UUID identity = Identity.read(from);
      links.put(identity, readAll(from));
    }
    return new SignalVersion(microseconds, position, parts, links);
  }

  private static List<StoredPart> readParts(ByteBuffer from, Position position, int count) {
    int head = from.get();
    SignalKind kind = KINDS[head & KIND_MASK];
    int month = from.getShort();
    int closedMonth = (head & CLOSES) == 0 ? StoredPart.NEVER : CompactNumbers.readInt(from);
    int citations = (head & IS_CITED) == 0 ? 0 : CompactNumbers.readInt(from);
    Memberships memberships = readMemberships(from);
    StoredPart[] parts = new StoredPart[count];
    for (int part = 0; part < count; part++) {
      long cell = from.getLong();
      long amount = CompactNumbers.read(from);
      parts[part] =
          new StoredPart(
              position.packed(),
              cell,
              kind,
              month,
              closedMonth,
              amount,
              CompactNumbers.readInt(from),
              citations,
              memberships);
    }
    return List.of(parts);
  }

  static void writeAll(ByteBuffer to, List<Long> numbers) {
    CompactNumbers.write(to, numbers.size());
    numbers.forEach(number -> CompactNumbers.write(to, number));
  }

  static List<Long> readAll(ByteBuffer from) {
    int count = CompactNumbers.readInt(from);
    List<Long> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(CompactNumbers.read(from));
    }
    return numbers;
  }

  /** A bit for each sector that is not zero, then the millionths of these. */
  static void writeMemberships(ByteBuffer to, Memberships memberships) {
    int mask = 0;
    for (Sector sector : Sector.CLASSIFIED) {
      mask |= memberships.millionths(sector) == 0 ? 0 : 1 << sector.classifiedIndex();
    }
    to.put((byte) mask);
    for (Sector sector : Sector.CLASSIFIED) {
      if (memberships.millionths(sector) != 0) {
        CompactNumbers.write(to, memberships.millionths(sector));
      }
    }
  }

  static Memberships readMemberships(ByteBuffer from) {
    int[] millionths = new int[Sector.CLASSIFIED.size()];
    int mask = from.get();
    for (int sector = 0; sector < millionths.length; sector++) {
      millionths[sector] = (mask & 1 << sector) == 0 ? 0 : CompactNumbers.readInt(from);
    }
    return Memberships.ofMillionths(millionths);
  }
}
