package org.techindex.api.render;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document as bytes, ready to be sent: plain, and packed where that makes it smaller. The bytes
 * are outside the heap, so that sending them copies nothing.
 */
public final class Rendered {

  /** Below this packing saves no network packet. */
  private static final int SMALLEST_PACKED_BYTES = 512;

  private static final int TAG_BYTES = 12;

  private final MediaType mediaType;
  private final Map<Encoding, ByteBuffer> bytes;
  private final Map<Encoding, String> tags;

  private Rendered(
      MediaType mediaType, Map<Encoding, ByteBuffer> bytes, Map<Encoding, String> tags) {
    this.mediaType = mediaType;
    this.bytes = bytes;
    this.tags = tags;
  }

  /** A document in every packing. */
  public static Rendered of(MediaType mediaType, byte[] plain, Compression compression) {
    return of(mediaType, plain, compression, EnumSet.allOf(Encoding.class));
  }

  /** A document in some packings, and plain. */
  public static Rendered of(
      MediaType mediaType, byte[] plain, Compression compression, Set<Encoding> packings) {
    Map<Encoding, byte[]> packed = new EnumMap<>(Encoding.class);
    if (mediaType.packs() && plain.length >= SMALLEST_PACKED_BYTES) {
      if (packings.contains(Encoding.BROTLI)) {
        compression.brotli(plain).ifPresent(bytes -> packed.put(Encoding.BROTLI, bytes));
      }
      if (packings.contains(Encoding.GZIP)) {
        packed.put(Encoding.GZIP, compression.gzip(plain));
      }
    }
    return of(mediaType, plain, packed);
  }

  /** A document that was packed already; a packing that is not smaller is left out. */
  public static Rendered of(MediaType mediaType, byte[] plain, Map<Encoding, byte[]> packed) {
    Map<Encoding, ByteBuffer> bytes = new EnumMap<>(Encoding.class);
    bytes.put(Encoding.IDENTITY, outsideHeap(plain));
    packed.forEach((encoding, content) -> {
      if (content.length < plain.length) {
        bytes.put(encoding, outsideHeap(content));
      }
    });
    String hash = HexFormat.of().formatHex(sha256(plain), 0, TAG_BYTES);
    Map<Encoding, String> tags = new EnumMap<>(Encoding.class);
    bytes.keySet().forEach(each -> tags.put(each, '"' + hash + each.tagSuffix() + '"'));
    return new Rendered(mediaType, bytes, tags);
  }

  private static ByteBuffer outsideHeap(byte[] content) {
    return ByteBuffer.allocateDirect(content.length).put(content).flip().asReadOnlyBuffer();
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public MediaType mediaType() {
    return mediaType;
  }

  /** A view of the bytes with a position of its own; null where there is no such packing. */
  public @Nullable ByteBuffer bytes(Encoding encoding) {
    ByteBuffer found = bytes.get(encoding);
    return found == null ? null : found.duplicate();
  }

  /** A view of the plain bytes with a position of its own. */
  public ByteBuffer plain() {
    return requireNonNull(bytes.get(Encoding.IDENTITY)).duplicate();
  }

  public boolean has(Encoding encoding) {
    return bytes.containsKey(encoding);
  }

  public int plainLength() {
    return requireNonNull(bytes.get(Encoding.IDENTITY)).limit();
  }

  /**
   * The strong validator of one packing, with its quotes: from the SHA-256 of the plain bytes, so
   * that it is the same on every machine.
   */
  public String entityTag(Encoding encoding) {
    return requireNonNull(tags.get(encoding));
  }
}
