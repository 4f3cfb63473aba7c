package org.techindex.api;

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

  private BuiltPages() {}

  /** By address: "/index.html", "/assets/index-Ms5iCPyL.css"; empty where none were built. */
  static Map<String, Document> load() {
    URL first = BuiltPages.class.getResource("/web/index.html");
    if (first == null) {
      return Map.of();
    }
    try {
      URI uri = first.toURI();
      if (!uri.getScheme().equals("jar")) {
        return load(Path.of(uri).resolveSibling("."));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return load(jar.getPath("/web"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the built pages cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Document> load(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    Map<String, Document> pages = new HashMap<>();
    for (Path file : files) {
      String address = "/" + folder.relativize(file).toString().replace('\\', '/');
      pages.put(
          address,
          new Document(
              Rendered.of(
                  MediaType.ofFile(address), Files.readAllBytes(file), Compression.THOROUGH),
              address.startsWith(HASHED) ? Lifetime.FOR_EVER : Lifetime.A_MINUTE,
              Optional.empty()));
    }
    return Map.copyOf(pages);
  }
}
