package org.techindex.api;

import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.Optional;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.Edition;
import org.techindex.api.render.Compression;
import org.techindex.api.render.MediaType;
import org.techindex.api.render.PlainPage;
import org.techindex.api.render.Rendered;
import org.techindex.api.resource.Document;
import org.techindex.api.resource.Document.Lifetime;
import org.techindex.api.resource.Problem;

/**
 * What is not the API: the built pages, and the six tables as a plain page that needs no script.
 * Without the built pages the plain one is the first page.
 */
final class Pages {

  private static final HttpString CONTENT_SECURITY_POLICY =
      new HttpString("Content-Security-Policy");
  private static final HttpString REFERRER_POLICY = new HttpString("Referrer-Policy");

  private final BuiltPages built;
  private final String policy;

  private Pages(BuiltPages built, String policy) {
    this.built = built;
    this.policy = policy;
  }

  /**
   * @param mapStyle whose servers the map may ask too
   */
  static Pages load(Optional<MapStyle> mapStyle) {
    return new Pages(BuiltPages.find(mapStyle), policy(mapStyle));
  }

  /** Everything comes from here and nothing is inline: an injected script cannot run. */
  private static String policy(Optional<MapStyle> mapStyle) {
    String others = mapStyle.map(style -> " " + String.join(" ", style.origins())).orElse("");
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:"
        + others
        + "; connect-src 'self'"
        + others
        + "; font-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
        + "form-action 'self'; frame-ancestors 'none'";
  }

  /**
   * @throws Problem if there is no such page
   */
  Document page(Catalogue catalogue, String path) {
    Optional<Document> found = built.page(path.equals("/") ? BuiltPages.FIRST_PAGE : path);
    if (found.isPresent()) {
      return found.get();
    }
    return switch (path) {
      case "/", "/tables" -> plain(catalogue);
      case PlainPage.STYLE_ADDRESS ->
          new Document(
              Rendered.of(MediaType.CSS, PlainPage.style(), Compression.QUICK),
              Lifetime.A_MINUTE,
              Optional.empty());
      default ->
          throw new Problem(
              Problem.Kind.UNKNOWN_ADDRESS,
              "there is no page here: the tables are at / and /tables, the API at /api/v1/releases");
    };
  }

  private static Document plain(Catalogue catalogue) {
    Optional<Edition> edition = catalogue.latest().or(catalogue::live);
    return new Document(
        Rendered.of(MediaType.HTML, PlainPage.write(edition), Compression.QUICK),
        Lifetime.A_SECOND,
        Optional.empty());
  }

  /** Headers that every page needs besides those of every answer. */
  void addPolicy(HeaderMap headers) {
    headers.put(CONTENT_SECURITY_POLICY, policy);
    headers.put(REFERRER_POLICY, "no-referrer");
  }
}
