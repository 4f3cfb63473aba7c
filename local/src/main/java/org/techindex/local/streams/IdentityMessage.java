package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.techindex.common.sector.Memberships;
import org.techindex.scoring.total.LinkStrength;
import org.techindex.scoring.total.StoredPart;

/**
 * What is sent to an identity: its own versions, and what it must know of those it is linked to.
 */
sealed interface IdentityMessage {

  /** A version of the signal itself. */
  record Version(SignalVersion version) implements IdentityMessage {}

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

  byte VERSION = 0;
  byte LINKS = 1;
  byte PLACE = 2;

  static byte[] encode(IdentityMessage message) {
    return switch (message) {
      case Version(SignalVersion version) -> {
        ByteBuffer bytes = ByteBuffer.allocate(1 + version.bytes());
        bytes.put(VERSION);
        version.write(bytes);
        yield written(bytes);
      }
      case Links links -> {
        ByteBuffer bytes =
            ByteBuffer.allocate(64 + 8 * links.weights().size() + 12 * links.ends().size());
        bytes.put(LINKS);
        SignalVersion.writeIdentity(bytes, links.from());
        SignalVersion.writeWeights(bytes, links.weights());
        bytes.putShort((short) links.ends().size());
        for (LinkStrength.End end : links.ends()) {
          bytes.putLong(end.cell()).putInt(end.fractionMillionths());
        }
        if (!links.ends().isEmpty()) {
          SignalVersion.writeMemberships(bytes, links.ends().getFirst().memberships());
        }
        yield written(bytes);
      }
      case Place place -> {
        ByteBuffer bytes = ByteBuffer.allocate(20 + 8 * place.cells().size());
        bytes.put(PLACE);
        SignalVersion.writeIdentity(bytes, place.of());
        bytes.putShort((short) place.cells().size());
        place.cells().forEach(bytes::putLong);
        yield written(bytes);
      }
    };
  }

  static IdentityMessage decode(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    byte type = bytes.get();
    return switch (type) {
      case VERSION -> new Version(SignalVersion.read(bytes));
      case LINKS -> {
        UUID from = SignalVersion.readIdentity(bytes);
        List<Long> weights = SignalVersion.readWeights(bytes);
        int count = bytes.getShort();
        long[] cells = new long[count];
        int[] fractions = new int[count];
        for (int i = 0; i < count; i++) {
          cells[i] = bytes.getLong();
          fractions[i] = bytes.getInt();
        }
        List<LinkStrength.End> ends = new ArrayList<>(count);
        Memberships memberships =
            count == 0 ? Memberships.NONE : SignalVersion.readMemberships(bytes);
        for (int i = 0; i < count; i++) {
          ends.add(new LinkStrength.End(cells[i], fractions[i], memberships));
        }
        yield new Links(from, weights, ends);
      }
      case PLACE -> {
        UUID of = SignalVersion.readIdentity(bytes);
        int count = bytes.getShort();
        List<Long> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          cells.add(bytes.getLong());
        }
        yield new Place(of, cells);
      }
      default -> throw new IllegalArgumentException("no message is of type " + type);
    };
  }

  private static byte[] written(ByteBuffer bytes) {
    byte[] written = new byte[bytes.position()];
    bytes.flip().get(written);
    return written;
  }
}
