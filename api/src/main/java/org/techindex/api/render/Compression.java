package org.techindex.api.render;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** How hard to pack a document: the smaller, the slower. */
public enum Compression {
  /** For what is made anew for each request. */
  FASTEST(1, 1),
  /** For what is replaced within seconds. */
  QUICK(5, 5),
  /** For what is kept for ever. */
  THOROUGH(9, 9);

  private final int gzipLevel;
  private final int brotliQuality;

  Compression(int gzipLevel, int brotliQuality) {
    this.gzipLevel = gzipLevel;
    this.brotliQuality = brotliQuality;
  }

  byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3 + 64);
    try (GZIPOutputStream gzip = new LevelledGzip(packed, gzipLevel)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** Empty on a platform that the native encoder does not know; gzip remains. */
  Optional<byte[]> brotli(byte[] plain) {
    if (!Brotli4jLoader.isAvailable()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Encoder.compress(plain, Encoder.Parameters.create(brotliQuality)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class LevelledGzip extends GZIPOutputStream {

    LevelledGzip(ByteArrayOutputStream target, int level) throws IOException {
      super(target);
      def.setLevel(level);
    }
  }
}
