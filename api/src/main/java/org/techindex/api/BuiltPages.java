package org.techindex.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.techindex.api.render.Compression;
import org.techindex.api.render.Encoding;
import org.techindex.api.render.MediaType;
import org.techindex.api.render.Rendered;
import org.techindex.api.resource.Document;
import org.techindex.api.resource.Document.Lifetime;

/**
 * The pages as the web build left them on the class path, below "web/": each plain, packed beside
 * itself, and named in a list. One is read when it is first asked for and kept.
 */
final class BuiltPages {

  /** Files in this folder have a digest in their name, so they never change. */
  private static final String HASHED = "/assets/";

  static final String FIRST_PAGE = "/index.html";

  private static final String FOLDER = "/web";
  private static final String LIST = FOLDER + "/files.txt";

  private final Set<String> addresses;
  private final Optional<MapStyle> mapStyle;
  private final Map<String, Document> read = new ConcurrentHashMap<>();

  private BuiltPages(Set<String> addresses, Optional<MapStyle> mapStyle) {
    this.addresses = addresses;
    this.mapStyle = mapStyle;
  }

  /** No pages where none were built. */
  static BuiltPages find(Optional<MapStyle> mapStyle) {
    Set<String> addresses =
        content(LIST)
            .map(list ->
                new String(list, UTF_8)
                    .lines()
                    .map(file -> "/" + file)
                    .collect(Collectors.toUnmodifiableSet()))
            .orElse(Set.of());
    return new BuiltPages(addresses, mapStyle);
  }

  /** By address: "/index.html", "/assets/index-Ms5iCPyL.css"; empty where there is no such page. */
  Optional<Document> page(String address) {
    return addresses.contains(address)
        ? Optional.of(read.computeIfAbsent(address, this::document))
        : Optional.empty();
  }

  private Document document(String address) {
    byte[] plain =
        content(FOLDER + address)
            .orElseThrow(() -> new IllegalStateException(address + " is listed and not there"));
    MediaType type = MediaType.ofFile(address);
    Rendered rendered =
        mapStyle.isPresent() && address.equals(FIRST_PAGE)
            ? Rendered.of(type, naming(mapStyle.get(), plain), Compression.THOROUGH)
            : Rendered.of(type, plain, packings(address));
    return new Document(
        rendered,
        address.startsWith(HASHED) ? Lifetime.FOR_EVER : Lifetime.A_MINUTE,
        Optional.empty());
  }

  private static Map<Encoding, byte[]> packings(String address) {
    Map<Encoding, byte[]> packings = new EnumMap<>(Encoding.class);
    content(FOLDER + address + ".br").ifPresent(bytes -> packings.put(Encoding.BROTLI, bytes));
    content(FOLDER + address + ".gz").ifPresent(bytes -> packings.put(Encoding.GZIP, bytes));
    return packings;
  }

  private static Optional<byte[]> content(String name) {
    try (InputStream in = BuiltPages.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the built pages cannot be read", e);
    }
  }

  /** The first page tells the map where the operator's base map is. */
  private static byte[] naming(MapStyle style, byte[] page) {
    return new String(page, UTF_8)
        .replace(
            "</head>",
            "<meta name=\"map-style\" content=\""
                + style.address().toString().replace("&", "&amp;")
                + "\" /></head>")
        .getBytes(UTF_8);
  }
}
