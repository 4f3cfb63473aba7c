package org.techindex.api;

import java.util.Map;
import java.util.Optional;
import org.techindex.api.resource.Retirement;

/**
 * How the service listens.
 *
 * @param host address to listen on: "127.0.0.1" for this machine only, "0.0.0.0" for all
 * @param port of the API and the pages; 0 picks a free one
 * @param adminPort of /livez, /readyz and /metrics; 0 picks a free one
 * @param requestsPerMinute that one client address may make, in bursts of as many
 * @param behindProxy whether the client's address is the last one of X-Forwarded-For
 * @param idleTimeoutSeconds after which a connection that says nothing is closed
 * @param mapStyle base map of the operator's choice; empty for the own one
 * @param retirements addresses that will go, by template as the table of addresses has it
 */
public record ApiSettings(
    String host,
    int port,
    int adminPort,
    int requestsPerMinute,
    boolean behindProxy,
    int idleTimeoutSeconds,
    Optional<MapStyle> mapStyle,
    Map<String, Retirement> retirements) {

  /** Enough for a page that loads everything every second, far too little to hurt. */
  public static final int REQUESTS_PER_MINUTE = 6_000;

  public static final int IDLE_TIMEOUT_SECONDS = 75;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ApiSettings {
    retirements = Map.copyOf(retirements);
    checkPort("port", port);
    checkPort("adminPort", adminPort);
    if (requestsPerMinute < 1) {
      throw new IllegalArgumentException("requestsPerMinute is 1 or more");
    }
    if (idleTimeoutSeconds < 1) {
      throw new IllegalArgumentException("idleTimeoutSeconds is 1 or more");
    }
  }

  private static void checkPort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(name + " is from 0 to 65535, not " + port);
    }
  }

  /** For this machine only, with the usual limits. */
  public static ApiSettings local(int port, int adminPort) {
    return new ApiSettings(
        "127.0.0.1",
        port,
        adminPort,
        REQUESTS_PER_MINUTE,
        false,
        IDLE_TIMEOUT_SECONDS,
        Optional.empty(),
        Map.of());
  }

  public ApiSettings withMapStyle(Optional<MapStyle> other) {
    return new ApiSettings(
        host,
        port,
        adminPort,
        requestsPerMinute,
        behindProxy,
        idleTimeoutSeconds,
        other,
        retirements);
  }

  public ApiSettings withRetirements(Map<String, Retirement> other) {
    return new ApiSettings(
        host, port, adminPort, requestsPerMinute, behindProxy, idleTimeoutSeconds, mapStyle, other);
  }

  public ApiSettings withIdleTimeoutSeconds(int other) {
    return new ApiSettings(
        host, port, adminPort, requestsPerMinute, behindProxy, other, mapStyle, retirements);
  }

  public ApiSettings withRequestsPerMinute(int other) {
    return new ApiSettings(
        host, port, adminPort, other, behindProxy, idleTimeoutSeconds, mapStyle, retirements);
  }
}
