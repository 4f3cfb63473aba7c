package org.techindex.api;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A base map of the operator's choice, drawn under the index instead of coast and regions. Then the
 * pages load from other servers than this one, and from no more than are named here.
 *
 * @param address of a MapLibre style, https or http
 * @param hosts further origins that the style loads tiles, glyphs and pictures from:
 *     "https://tiles.example"
 */
public record MapStyle(URI address, List<URI> hosts) {

  /**
   * @throws IllegalArgumentException if one of them is not a whole http or https address
   */
  public MapStyle {
    hosts = List.copyOf(hosts);
    Stream.concat(Stream.of(address), hosts.stream()).forEach(MapStyle::origin);
  }

  /**
   * @throws IllegalArgumentException if the address is not a whole http or https address
   */
  public static URI parse(String address) {
    URI parsed = URI.create(address.strip());
    origin(parsed);
    return parsed;
  }

  /** Origins that the browser may ask, the style's first. */
  Set<String> origins() {
    Set<String> origins = new LinkedHashSet<>();
    origins.add(origin(address));
    hosts.forEach(host -> origins.add(origin(host)));
    return origins;
  }

  private static String origin(URI address) {
    String scheme = address.getScheme();
    if (address.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
      throw new IllegalArgumentException("is an address such as https://tiles.example/style.json");
    }
    return scheme
        + "://"
        + address.getHost()
        + (address.getPort() < 0 ? "" : ":" + address.getPort());
  }
}
