package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.techindex.common.sector.Memberships;
import org.techindex.scoring.total.LinkStrength;
import org.techindex.scoring.total.StoredPart;

/** What is sent to an identity about the signals that it is linked to. */
sealed interface IdentityMessage {

  /**
   * All links that another signal has to this one now, in place of those before.
   *
   * @param weights in millionths; empty where there is no link any more
   * @param ends the parts of the other signal
   */
  record Links(UUID from, List<Long> weights, List<LinkStrength.End> ends)
      implements IdentityMessage {

    public Links {
      weights = List.copyOf(weights);
      ends = List.copyOf(ends);
    }

    static Links of(UUID from, List<Long> weights, List<StoredPart> parts) {
      return new Links(from, weights, parts.stream().map(LinkStrength.End::of).toList());
    }

    long[] cells() {
      return ends.stream().mapToLong(LinkStrength.End::cell).toArray();
    }

    long weightMillionths() {
      return weights.stream().reduce(0L, Math::addExact);
    }
  }

  /**
   * Where the signal lies that this one links to.
   *
   * @param cells empty where it does not count any more
   */
  record Place(UUID of, List<Long> cells) implements IdentityMessage {

    public Place {
      cells = List.copyOf(cells);
    }
  }

  byte LINKS = 1;
  byte PLACE = 2;

  static byte[] encode(IdentityMessage message) {
    return switch (message) {
      case Links links -> {
        ByteBuffer bytes =
            ByteBuffer.allocate(
                128 + CompactNumbers.LONGEST * links.weights().size() + 18 * links.ends().size());
        bytes.put(LINKS);
        Identity.write(bytes, links.from());
        SignalVersion.writeAll(bytes, links.weights());
        CompactNumbers.write(bytes, links.ends().size());
        for (LinkStrength.End end : links.ends()) {
          bytes.putLong(end.cell());
          CompactNumbers.write(bytes, end.fractionMillionths());
        }
        if (!links.ends().isEmpty()) {
          SignalVersion.writeMemberships(bytes, links.ends().getFirst().memberships());
        }
        yield CompactNumbers.written(bytes);
      }
      case Place place -> {
        ByteBuffer bytes = ByteBuffer.allocate(32 + Long.BYTES * place.cells().size());
        bytes.put(PLACE);
        Identity.write(bytes, place.of());
        CompactNumbers.write(bytes, place.cells().size());
        place.cells().forEach(bytes::putLong);
        yield CompactNumbers.written(bytes);
      }
    };
  }

  static IdentityMessage decode(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    byte type = bytes.get();
    return switch (type) {
      case LINKS -> {
        UUID from = Identity.read(bytes);
        List<Long> weights = SignalVersion.readAll(bytes);
        int count = CompactNumbers.readInt(bytes);
        long[] cells = new long[count];
        int[] fractions = new int[count];
        for (int i = 0; i < count; i++) {
          cells[i] = bytes.getLong();
          fractions[i] = CompactNumbers.readInt(bytes);
        }
        Memberships memberships =
            count == 0 ? Memberships.NONE : SignalVersion.readMemberships(bytes);
        List<LinkStrength.End> ends = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          ends.add(new LinkStrength.End(cells[i], fractions[i], memberships));
        }
        yield new Links(from, weights, ends);
      }
      case PLACE -> {
        UUID of = Identity.read(bytes);
        int count = CompactNumbers.readInt(bytes);
        List<Long> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          cells.add(bytes.getLong());
        }
        yield new Place(of, cells);
      }
      default -> throw new IllegalArgumentException("no message is of type " + type);
    };
  }
}
