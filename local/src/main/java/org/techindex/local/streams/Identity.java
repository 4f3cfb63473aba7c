package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.UUID;

/** The first 128 bits of the SHA-256 of a signal's identity, as sixteen bytes. */
final class Identity {

  static final int BYTES = 2 * Long.BYTES;

  private Identity() {}

  static byte[] encode(UUID identity) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    write(bytes, identity);
    return bytes.array();
  }

  static void write(ByteBuffer to, UUID identity) {
    to.putLong(identity.getMostSignificantBits()).putLong(identity.getLeastSignificantBits());
  }

  static UUID read(ByteBuffer from) {
    long most = from.getLong();
    return new UUID(most, from.getLong());
  }
}
