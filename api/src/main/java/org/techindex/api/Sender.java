package org.techindex.api;

import static java.util.Objects.requireNonNull;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.techindex.api.render.Encoding;
import org.techindex.api.render.Rendered;
import org.techindex.api.resource.Document;

/**
 * Sends ready documents as RFC 9110 has it: content negotiation of the packing, conditional and
 * range requests, HEAD.
 */
final class Sender {

  static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  static final HttpString EXPOSE_HEADERS = new HttpString("Access-Control-Expose-Headers");
  private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");
  private static final HttpString LINK = new HttpString("Link");
  private static final HttpString DEPRECATION = new HttpString("Deprecation");
  private static final HttpString SUNSET = new HttpString("Sunset");

  private Sender() {}

  /** Sends a document with status 200, or 206, 304 or 416 where the request asks for that. */
  static void send(HttpServerExchange exchange, Document document) {
    Rendered rendered = document.rendered();
    HeaderMap asked = exchange.getRequestHeaders();
    HeaderMap headers = exchange.getResponseHeaders();
    Optional<ByteRange> range = range(asked, rendered);
    Encoding encoding =
        range.isPresent()
            ? Encoding.IDENTITY
            : AcceptedEncodings.choose(asked.getFirst(Headers.ACCEPT_ENCODING), rendered);
    String tag = rendered.entityTag(encoding);
    openToAll(headers);
    headers.put(Headers.ETAG, tag);
    headers.put(Headers.CACHE_CONTROL, document.lifetime().cacheControl());
    headers.put(Headers.VARY, "Accept-Encoding");
    document
        .location()
        .ifPresent(location -> {
          headers.put(Headers.CONTENT_LOCATION, location);
          headers.put(LINK, "<" + location + ">; rel=\"canonical\"");
        });
    document
        .retirement()
        .ifPresent(retirement -> {
          headers.put(DEPRECATION, retirement.deprecationHeader());
          headers.put(SUNSET, retirement.sunsetHeader());
        });
    if (matches(asked.getFirst(Headers.IF_NONE_MATCH), rendered, tag)) {
      exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
      exchange.endExchange();
      return;
    }
    headers.put(Headers.CONTENT_TYPE, rendered.mediaType().header());
    headers.put(Headers.ACCEPT_RANGES, "bytes");
    if (encoding != Encoding.IDENTITY) {
      headers.put(Headers.CONTENT_ENCODING, encoding.word());
    }
    ByteBuffer bytes = requireNonNull(rendered.bytes(encoding));
    if (range.isPresent()) {
      sendRange(exchange, range.get(), bytes);
    } else {
      sendBytes(exchange, bytes);
    }
  }

  /** Headers of every answer: any page may read it, no browser may guess its type. */
  static void openToAll(HeaderMap headers) {
    headers.put(ALLOW_ORIGIN, "*");
    headers.put(CONTENT_TYPE_OPTIONS, "nosniff");
  }

  private static void sendRange(HttpServerExchange exchange, ByteRange range, ByteBuffer bytes) {
    HeaderMap headers = exchange.getResponseHeaders();
    int length = bytes.limit();
    if (range.from() >= length) {
      headers.put(Headers.CONTENT_RANGE, "bytes */" + length);
      exchange.setStatusCode(StatusCodes.REQUEST_RANGE_NOT_SATISFIABLE);
      exchange.endExchange();
      return;
    }
    headers.put(Headers.CONTENT_RANGE, "bytes " + range.from() + "-" + range.to() + "/" + length);
    exchange.setStatusCode(StatusCodes.PARTIAL_CONTENT);
    sendBytes(exchange, bytes.slice(range.from(), range.to() - range.from() + 1));
  }

  private static void sendBytes(HttpServerExchange exchange, ByteBuffer bytes) {
    exchange.setResponseContentLength(bytes.remaining());
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      exchange.endExchange();
    } else {
      exchange.getResponseSender().send(bytes);
    }
  }

  /** Whether the client has one of the packings already: "*", or a list of tags, weak or strong. */
  private static boolean matches(@Nullable String ifNoneMatch, Rendered rendered, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    if (ifNoneMatch.equals(tag) || ifNoneMatch.equals("*")) {
      return true;
    }
    for (String each : ifNoneMatch.split(",", 20)) {
      String one = each.strip();
      String strong = one.startsWith("W/") ? one.substring(2) : one;
      for (Encoding encoding : Encoding.values()) {
        if (rendered.has(encoding) && rendered.entityTag(encoding).equals(strong)) {
          return true;
        }
      }
    }
    return false;
  }

  /** First and last byte, both included. */
  private record ByteRange(int from, int to) {}

  /** The single range asked for; empty where there is none, several, or one of another version. */
  private static Optional<ByteRange> range(HeaderMap asked, Rendered rendered) {
    String header = asked.getFirst(Headers.RANGE);
    if (header == null || !header.startsWith("bytes=") || header.indexOf(',') >= 0) {
      return Optional.empty();
    }
    String ifRange = asked.getFirst(Headers.IF_RANGE);
    if (ifRange != null && !ifRange.equals(rendered.entityTag(Encoding.IDENTITY))) {
      return Optional.empty();
    }
    String[] ends = header.substring("bytes=".length()).strip().split("-", -1);
    int length = rendered.plainLength();
    try {
      if (ends.length != 2) {
        return Optional.empty();
      }
      if (ends[0].isEmpty()) {
        int last = Integer.parseUnsignedInt(ends[1]);
        return last <= 0
            ? Optional.of(new ByteRange(length, length))
            : Optional.of(new ByteRange(Math.max(0, length - last), length - 1));
      }
      int from = Integer.parseInt(ends[0]);
      int to = ends[1].isEmpty() ? length - 1 : Math.min(length - 1, Integer.parseInt(ends[1]));
      return from < 0 || (from > to && from < length)
          ? Optional.empty()
          : Optional.of(new ByteRange(from, to));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
