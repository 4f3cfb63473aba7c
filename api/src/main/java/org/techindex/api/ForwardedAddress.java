package org.techindex.api;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client that a proxy names in X-Forwarded-For. */
final class ForwardedAddress {

  private ForwardedAddress() {}

  /**
   * The last address of the header, which the nearest proxy wrote; those before it are what the
   * client claims. Empty if that is no numeric address: names are never looked up.
   */
  static Optional<InetAddress> last(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    String last = header.substring(header.lastIndexOf(',') + 1).strip();
    try {
      return Optional.of(InetAddress.ofLiteral(last));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
