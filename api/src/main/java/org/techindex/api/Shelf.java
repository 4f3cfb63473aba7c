package org.techindex.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Catalogue;
import org.techindex.api.resource.Document;
import org.techindex.api.resource.EditionAddress;
import org.techindex.api.resource.Problem;

/**
 * The documents that were rendered from one catalogue, by address. A new catalogue begins with
 * those of the old one that stay the same for ever.
 */
final class Shelf {

  private final Catalogue catalogue;
  private final Map<String, Document> documents = new ConcurrentHashMap<>();

  Shelf(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  /** Null where nothing was rendered for the address yet. */
  @Nullable Document get(String path) {
    return documents.get(path);
  }

  void put(String path, Document document) {
    documents.put(path, document);
  }

  int size() {
    return documents.size();
  }

  /** The shelf of the next catalogue. */
  Shelf next(Catalogue next) {
    Shelf shelf = new Shelf(next);
    shelf.takeOver(this);
    return shelf;
  }

  /** Takes from another shelf what stays the same for ever and is not withdrawn. */
  void takeOver(Shelf other) {
    other.documents.forEach((path, document) -> {
      if (document.lifetime() == Document.Lifetime.FOR_EVER && isServed(catalogue, path)) {
        put(path, document);
      }
    });
  }

  /** Whether the release of a permanent address has not been withdrawn. */
  private static boolean isServed(Catalogue catalogue, String path) {
    try {
      Optional<EditionAddress> address =
          EditionAddress.parse(
              catalogue, Arrays.asList(path.substring("/api/v1/".length()).split("/")));
      return address.isPresent();
    } catch (Problem withdrawn) {
      return false;
    }
  }
}
