package org.techindex.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.techindex.api.render.Compression;
import org.techindex.api.render.MediaType;
import org.techindex.api.render.Rendered;
import org.techindex.api.resource.Document;
import org.techindex.api.resource.Document.Lifetime;

/** The pages as the web build left them on the class path, below "web/". */
final class BuiltPages {

  /** Files in this folder have a digest in their name, so they never change. */
  private static final String HASHED = "/assets/";

  static final String FIRST_PAGE = "/index.html";

  private BuiltPages() {}

  /** By address: "/index.html", "/assets/index-Ms5iCPyL.css"; empty where none were built. */
  static Map<String, Document> load(Optional<MapStyle> mapStyle) {
    URL first = BuiltPages.class.getResource("/web/index.html");
    if (first == null) {
      return Map.of();
    }
    try {
      URI uri = first.toURI();
      if (!uri.getScheme().equals("jar")) {
        return load(Path.of(uri).resolveSibling("."), mapStyle);
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return load(jar.getPath("/web"), mapStyle);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the built pages cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Document> load(Path folder, Optional<MapStyle> mapStyle)
      throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    Map<String, Document> pages = new HashMap<>();
    for (Path file : files) {
      String address = "/" + folder.relativize(file).toString().replace('\\', '/');
      byte[] content = Files.readAllBytes(file);
      pages.put(
          address,
          new Document(
              Rendered.of(
                  MediaType.ofFile(address),
                  address.equals(FIRST_PAGE) ? naming(mapStyle, content) : content,
                  Compression.THOROUGH),
              address.startsWith(HASHED) ? Lifetime.FOR_EVER : Lifetime.A_MINUTE,
              Optional.empty()));
    }
    return Map.copyOf(pages);
  }

  /** The first page tells the map where the operator's base map is. */
  private static byte[] naming(Optional<MapStyle> mapStyle, byte[] page) {
    return mapStyle
        .map(style ->
            new String(page, UTF_8)
                .replace(
                    "</head>",
                    "<meta name=\"map-style\" content=\""
                        + style.address().toString().replace("&", "&amp;")
                        + "\" /></head>")
                .getBytes(UTF_8))
        .orElse(page);
  }
}
