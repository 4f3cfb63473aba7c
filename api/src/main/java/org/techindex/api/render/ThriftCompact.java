package org.techindex.api.render;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one struct in Thrift's compact protocol, in which Parquet keeps its headers. Fields are
 * written in ascending order of their ids.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">
 *     Thrift compact protocol</a>
 */
final class ThriftCompact {

  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int LONGEST_SHORT_LIST = 14;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Deque<Integer> lastIds = new ArrayDeque<>();
  private int lastId;

  ThriftCompact i32(int id, int value) {
    field(id, I32);
    varint(bytes, zigzag(value));
    return this;
  }

  ThriftCompact i64(int id, long value) {
    field(id, I64);
    varint(bytes, zigzag(value));
    return this;
  }

  ThriftCompact string(int id, String value) {
    field(id, BINARY);
    binary(value);
    return this;
  }

  ThriftCompact i32s(int id, int... values) {
    list(id, I32, values.length);
    for (int value : values) {
      varint(bytes, zigzag(value));
    }
    return this;
  }

  ThriftCompact strings(int id, String... values) {
    list(id, BINARY, values.length);
    for (String value : values) {
      binary(value);
    }
    return this;
  }

  /** A list of structs: as many {@link #beginElement} follow. */
  ThriftCompact beginStructs(int id, int size) {
    list(id, STRUCT, size);
    return this;
  }

  ThriftCompact beginElement() {
    lastIds.push(lastId);
    lastId = 0;
    return this;
  }

  ThriftCompact beginStruct(int id) {
    field(id, STRUCT);
    return beginElement();
  }

  ThriftCompact endStruct() {
    bytes.write(0);
    lastId = lastIds.pop();
    return this;
  }

  /** Ends the struct itself. */
  byte[] endAll() {
    bytes.write(0);
    return bytes.toByteArray();
  }

  private void field(int id, int type) {
    bytes.write(((id - lastId) << 4) | type);
    lastId = id;
  }

  private void list(int id, int elementType, int size) {
    field(id, LIST);
    if (size <= LONGEST_SHORT_LIST) {
      bytes.write((size << 4) | elementType);
    } else {
      bytes.write(0xF0 | elementType);
      varint(bytes, size);
    }
  }

  private void binary(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(bytes, utf8.length);
    bytes.writeBytes(utf8);
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  /** Seven bits a byte, the lowest first. */
  static void varint(ByteArrayOutputStream target, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      target.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    target.write((int) rest);
  }
}
