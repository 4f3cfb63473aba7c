package org.techindex.ingest.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.techindex.common.signal.Refusal;
import org.techindex.common.signal.SignalId;
import org.techindex.common.store.Position;

/** What becomes of one record: rows of a signal, or a refusal. */
public sealed interface Storable {

  Position position();

  /** A version or a retraction, as rows ready for COPY. */
  final class SignalRows implements Storable {

    private final Position position;
    private final SignalId id;
    private final UUID identity;
    private final long ceTimeMicroseconds;
    private final byte[] signal;
    private final int firstVersionByte;
    private final byte[] parts;
    private final int[] partFirstVersionBytes;
    private final byte[] links;

    /**
     * @param firstVersionByte where in {@code signal} the mark of a first version stands
     * @param partFirstVersionBytes where the same mark stands in {@code parts}
     */
    SignalRows(
        Position position,
        SignalId id,
        UUID identity,
        long ceTimeMicroseconds,
        byte[] signal,
        int firstVersionByte,
        byte[] parts,
        int[] partFirstVersionBytes,
        byte[] links) {
      this.position = position;
      this.id = id;
      this.identity = identity;
      this.ceTimeMicroseconds = ceTimeMicroseconds;
      this.signal = signal;
      this.firstVersionByte = firstVersionByte;
      this.parts = parts;
      this.partFirstVersionBytes = partFirstVersionBytes;
      this.links = links;
    }

    @Override
    public Position position() {
      return position;
    }

    public SignalId id() {
      return id;
    }

    public UUID identity() {
      return identity;
    }

    /** Since 2000-01-01T00:00:00Z. */
    public long ceTimeMicroseconds() {
      return ceTimeMicroseconds;
    }

    byte[] signal() {
      return signal;
    }

    byte[] parts() {
      return parts;
    }

    byte[] links() {
      return links;
    }

    /** Sets the mark in all rows. */
    void markFirstVersion(boolean first) {
      byte mark = (byte) (first ? 1 : 0);
      signal[firstVersionByte] = mark;
      for (int at : partFirstVersionBytes) {
        parts[at] = mark;
      }
    }
  }

  /**
   * @param id null where the record does not tell one
   */
  record RefusedRecord(Position position, @Nullable SignalId id, Refusal refusal)
      implements Storable {}
}
