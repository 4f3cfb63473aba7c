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
 * All that totals need of one version of a signal.
 *
 * @param microseconds of its {@code ce_time}, since 1970: as exact as the database keeps it
 * @param position of its record
 * @param parts none where the version is a retraction
 * @param links weights in millionths of each link, by the identity it goes to; none to itself
 */
record SignalVersion(
    long microseconds, long position, List<StoredPart> parts, Map<UUID, List<Long>> links) {

  private static final SignalKind[] KINDS = SignalKind.values();
  private static final int HEAD_BYTES = 64;
  private static final int PART_BYTES = 20;

  SignalVersion {
    parts = List.copyOf(parts);
  }

  static SignalVersion of(ReceivedSignal.Retraction retraction) {
    return new SignalVersion(
        microseconds(retraction.time().toInstant()),
        retraction.position().packed(),
        List.of(),
        new TreeMap<>());
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
        position.packed(),
        parts,
        links);
  }

  private static long microseconds(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  /** The later {@code ce_time} counts; of equal ones the lower position. */
  boolean replaces(SignalVersion other) {
    return microseconds != other.microseconds
        ? microseconds > other.microseconds
        : position < other.position;
  }

  long[] cells() {
    return parts.stream().mapToLong(StoredPart::cell).toArray();
  }

  int bytes() {
    int linkBytes = 0;
    for (List<Long> weights : links.values()) {
      linkBytes += 18 + 8 * weights.size();
    }
    return HEAD_BYTES + PART_BYTES * parts.size() + linkBytes;
  }

  void write(ByteBuffer to) {
    to.putLong(microseconds).putLong(position).putShort((short) parts.size());
    if (!parts.isEmpty()) {
      StoredPart first = parts.getFirst();
      to.put((byte) first.kind().ordinal())
          .putShort((short) first.month())
          .putInt(first.closedMonth())
          .putInt(first.citations());
      writeMemberships(to, first.memberships());
    }
    for (StoredPart part : parts) {
      to.putLong(part.cell()).putLong(part.amountMillionths()).putInt(part.fractionMillionths());
    }
    to.putShort((short) links.size());
    links.forEach((identity, weights) -> {
      writeIdentity(to, identity);
      writeWeights(to, weights);
    });
  }

  static SignalVersion read(ByteBuffer from) {
    long microseconds = from.getLong();
    long position = from.getLong();
    int count = from.getShort();
    List<StoredPart> parts = new ArrayList<>(count);
    if (count > 0) {
      SignalKind kind = KINDS[from.get()];
      int month = from.getShort();
      int closedMonth = from.getInt();
      int citations = from.getInt();
      Memberships memberships = readMemberships(from);
      for (int part = 0; part < count; part++) {
        long cell = from.getLong();
        long amount = from.getLong();
        parts.add(
            new StoredPart(
                position,
                cell,
                kind,
                month,
                closedMonth,
                amount,
                from.getInt(),
                citations,
                memberships));
      }
    }
    int targets = from.getShort();
    Map<UUID, List<Long>> links = new TreeMap<>();
    for (int target = 0; target < targets; target++) {
      UUID identity = readIdentity(from);
      links.put(identity, readWeights(from));
    }
    return new SignalVersion(microseconds, position, parts, links);
  }

  static void writeIdentity(ByteBuffer to, UUID identity) {
    to.putLong(identity.getMostSignificantBits()).putLong(identity.getLeastSignificantBits());
  }

  static UUID readIdentity(ByteBuffer from) {
    long most = from.getLong();
    return new UUID(most, from.getLong());
  }

  static void writeWeights(ByteBuffer to, List<Long> weights) {
    to.putShort((short) weights.size());
    weights.forEach(to::putLong);
  }

  static List<Long> readWeights(ByteBuffer from) {
    int count = from.getShort();
    List<Long> weights = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      weights.add(from.getLong());
    }
    return weights;
  }

  static void writeMemberships(ByteBuffer to, Memberships memberships) {
    for (Sector sector : Sector.CLASSIFIED) {
      to.putInt(memberships.millionths(sector));
    }
  }

  static Memberships readMemberships(ByteBuffer from) {
    int[] millionths = new int[Sector.CLASSIFIED.size()];
    for (int sector = 0; sector < millionths.length; sector++) {
      millionths[sector] = from.getInt();
    }
    return Memberships.ofMillionths(millionths);
  }
}
