package org.techindex.common.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds rows in the binary format of PostgreSQL's COPY: a 16-bit count of fields, then each field
 * as a 32-bit length and its bytes, all big-endian; length -1 is NULL.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS">COPY, file
 *     formats</a>
 */
public final class CopyRow {

  private static final long POSTGRES_EPOCH_SECOND = 946_684_800L; // 2000-01-01T00:00:00Z
  private static final int NULL_LENGTH = -1;
  private static final byte JSONB_VERSION = 1;

  private byte[] bytes;
  private int size;

  /**
   * @param expectedBytes of all rows; it grows where they are more
   */
  public CopyRow(int expectedBytes) {
    bytes = new byte[expectedBytes];
  }

  /** Begins a row; the fields follow in the order of the column list. */
  public CopyRow begin(int fields) {
    return writeShort(fields);
  }

  public CopyRow int2(int value) {
    return writeInt(Short.BYTES).writeShort(value);
  }

  public CopyRow int2(@Nullable Integer value) {
    return value == null ? nullValue() : int2(value.intValue());
  }

  public CopyRow int4(int value) {
    return writeInt(Integer.BYTES).writeInt(value);
  }

  public CopyRow int8(long value) {
    return writeInt(Long.BYTES).writeLong(value);
  }

  /** Gives the index of the value's byte, so that it can be set when it is known. */
  public int bool(boolean value) {
    writeInt(1);
    reserve(1);
    bytes[size] = (byte) (value ? 1 : 0);
    return size++;
  }

  public CopyRow uuid(UUID value) {
    return writeInt(2 * Long.BYTES)
        .writeLong(value.getMostSignificantBits())
        .writeLong(value.getLeastSignificantBits());
  }

  /** Whole microseconds; what is finer is cut off. */
  public CopyRow timestamptz(Instant value) {
    return int8(microseconds(value));
  }

  /** Microseconds since 2000-01-01T00:00:00Z, as PostgreSQL counts. */
  public static long microseconds(Instant value) {
    return (value.getEpochSecond() - POSTGRES_EPOCH_SECOND) * 1_000_000 + value.getNano() / 1_000;
  }

  public CopyRow text(@Nullable String value) {
    if (value == null) {
      return nullValue();
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return writeInt(utf8.length).write(utf8);
  }

  public CopyRow jsonb(byte[] json) {
    writeInt(json.length + 1);
    reserve(1);
    bytes[size++] = JSONB_VERSION;
    return write(json);
  }

  public CopyRow nullValue() {
    return writeInt(NULL_LENGTH);
  }

  /** How many bytes were written so far. */
  public int size() {
    return size;
  }

  /** What was written so far. */
  public byte[] toBytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private CopyRow write(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  private CopyRow writeShort(int value) {
    reserve(Short.BYTES);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
    return this;
  }

  private CopyRow writeInt(int value) {
    reserve(Integer.BYTES);
    bytes[size++] = (byte) (value >> 24);
    bytes[size++] = (byte) (value >> 16);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
    return this;
  }

  private CopyRow writeLong(long value) {
    writeInt((int) (value >> 32));
    return writeInt((int) value);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
