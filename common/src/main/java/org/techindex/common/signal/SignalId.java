package org.techindex.common.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The identity of a signal: who published it and what they call it. The same pair again is a
 * correction or a duplicate, whatever its kind or topic.
 *
 * @param source the CloudEvents source: not blank, no '|', at most 256 characters
 * @param id the CloudEvents id: not blank, at most 256 characters; may hold '|'
 */
public record SignalId(String source, String id) {

  /** Longest source and longest id, in characters. */
  public static final int LONGEST = 256;

  /** One for each thread: to look the algorithm up takes as long as to digest a key. */
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(SignalId::sha256);

  /**
   * @throws IllegalArgumentException if source or id breaks its rule
   */
  public SignalId {
    if (source.isBlank() || source.length() > LONGEST || source.indexOf('|') >= 0) {
      throw new IllegalArgumentException("a source has 1 to " + LONGEST + " characters and no '|'");
    }
    if (id.isBlank() || id.length() > LONGEST) {
      throw new IllegalArgumentException("an id has 1 to " + LONGEST + " characters");
    }
  }

  /**
   * Reads the Kafka key {@code source|id}.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static SignalId parseKey(String key) {
    int bar = key.indexOf('|');
    if (bar < 0) {
      throw new IllegalArgumentException("a key has the form source|id");
    }
    return new SignalId(key.substring(0, bar), key.substring(bar + 1));
  }

  /** The Kafka key. */
  public String key() {
    return source + '|' + id;
  }

  /** The first 128 bits of the SHA-256 of the key: what the database knows the identity by. */
  public UUID digest() {
    ByteBuffer digest =
        ByteBuffer.wrap(SHA_256.get().digest(key().getBytes(StandardCharsets.UTF_8)));
    return new UUID(digest.getLong(), digest.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
