package org.techindex.api;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.Edition;
import org.techindex.api.render.Compression;
import org.techindex.api.render.Encoding;
import org.techindex.api.render.MediaType;
import org.techindex.api.render.Rendered;
import org.techindex.api.resource.Addresses;
import org.techindex.api.resource.Document;
import org.techindex.api.resource.EditionAddress;
import org.techindex.api.resource.Problem;
import org.techindex.api.resource.Query;
import org.techindex.api.resource.Request;
import org.techindex.api.resource.Retirement;
import org.techindex.api.resource.Route;
import org.techindex.common.release.RankingJson;

/**
 * Answers requests: a document on the shelf, or one that is made quickly, at once on the thread
 * that read the request, any other on a thread of its own. The addresses are in {@link Addresses};
 * all errors end in {@link #fail(HttpServerExchange, long, RuntimeException)}.
 */
final class HttpApi implements HttpHandler, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final int LONGEST_ADDRESS = 2_048;
  private static final String API = "/api/";
  private static final String LIVE_CHANGES = "/api/v1/live/changes";
  private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
  private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
  private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
  private static final HttpString FORWARDED_FOR = new HttpString("X-Forwarded-For");
  private static final String EXPOSED =
      "ETag, Link, Content-Location, Content-Range, Retry-After, Deprecation, Sunset";

  private final Addresses addresses;
  private final Pages pages;
  private final LiveChanges liveChanges;
  private final ClientLimits limits;
  private final boolean behindProxy;
  private final Map<String, Retirement> retirements;
  private final Meters meters;
  private final ExecutorService rendering =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("render-", 0).factory());

  private final CountDownLatch opened = new CountDownLatch(1);

  /** Id of the release that was put on the shelf whole. */
  private volatile String rendered = "";

  private volatile Shelf shelf = new Shelf(Catalogue.EMPTY);

  HttpApi(
      ApiSettings settings,
      Addresses addresses,
      Pages pages,
      LiveChanges liveChanges,
      Meters meters) {
    this.addresses = addresses;
    this.pages = pages;
    this.liveChanges = liveChanges;
    this.limits = new ClientLimits(settings.requestsPerMinute());
    this.behindProxy = settings.behindProxy();
    this.retirements = settings.retirements();
    this.meters = meters;
  }

  /** Serves another catalogue from now on, and puts its newest release on the shelf. */
  void publish(Catalogue catalogue) {
    Shelf next = shelf.next(catalogue);
    shelf = next;
    catalogue
        .latest()
        .filter(edition -> !edition.id().equals(rendered))
        .ifPresent(edition -> {
          rendered = edition.id();
          rendering.execute(() -> renderAll(next, edition));
        });
  }

  /**
   * Who waits for an answer gets it: what is published has been read, or cannot be. Only now the
   * shelf is filled, which would have delayed that.
   */
  void open() {
    opened.countDown();
  }

  private void renderAll(Shelf target, Edition edition) {
    if (!awaitOpened()) {
      return;
    }
    for (String path : addresses.fixedAddresses(edition)) {
      if (shelf.get(path) == null) {
        render(target, path);
      }
    }
    shelf.takeOver(target);
    meters.shelved(shelf.size());
  }

  private void render(Shelf target, String path) {
    try {
      Addresses.Found found = addresses.find(target.catalogue(), path);
      target.put(path, document(target, found, Query.parse(Map.of(), Set.of()), Set.of()));
    } catch (RuntimeException e) {
      LOG.error("render: {} failed and will be tried again when asked for", path, e);
    }
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    long start = System.nanoTime();
    try {
      if (opened.getCount() == 0) {
        answer(exchange, start);
      } else {
        dispatch(
            exchange,
            start,
            () -> {
              if (awaitOpened()) {
                answer(exchange, start);
              }
            });
      }
    } catch (RuntimeException e) {
      fail(exchange, start, e);
    }
  }

  /** False if the service ends before it was opened. */
  private boolean awaitOpened() {
    try {
      opened.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void answer(HttpServerExchange exchange, long start) {
    HttpString method = exchange.getRequestMethod();
    if (!method.equals(Methods.GET) && !method.equals(Methods.HEAD)) {
      answerOtherMethod(exchange, method);
      return;
    }
    checkLimits(exchange);
    String path = exchange.getRequestPath();
    Shelf current = shelf;
    boolean bare = exchange.getQueryString().isEmpty();
    Document ready = bare ? current.get(path) : null;
    if (ready != null) {
      Sender.send(exchange, ready);
      meters.answeredFromShelf(System.nanoTime() - start);
    } else if (path.equals(LIVE_CHANGES)) {
      liveChanges.connect(exchange);
    } else if (!path.startsWith(API)) {
      dispatch(exchange, start, () -> answerPage(exchange, start, current, path));
    } else {
      Addresses.Found found = addresses.find(current.catalogue(), path);
      if (found.route().isQuick()) {
        answerAnew(exchange, start, current, found, bare);
      } else {
        dispatch(exchange, start, () -> answerAnew(exchange, start, current, found, bare));
      }
    }
  }

  /** Goes on with a request on a thread of its own. */
  private void dispatch(HttpServerExchange exchange, long start, Runnable answering) {
    exchange.dispatch(
        rendering,
        () -> {
          try {
            answering.run();
          } catch (RuntimeException e) {
            fail(exchange, start, e);
          }
        });
  }

  private void answerPage(HttpServerExchange exchange, long start, Shelf current, String path) {
    Document page = pages.page(current.catalogue(), path);
    meters.answered(StatusCodes.OK, System.nanoTime() - start);
    pages.addPolicy(exchange.getResponseHeaders());
    Sender.send(exchange, page);
  }

  private void answerAnew(
      HttpServerExchange exchange, long start, Shelf current, Addresses.Found found, boolean bare) {
    Query query = Query.parse(exchange.getQueryParameters(), found.route().parameters());
    Document document =
        document(
            current,
            found,
            query,
            AcceptedEncodings.accepted(
                exchange.getRequestHeaders().getFirst(Headers.ACCEPT_ENCODING)));
    if (bare && document.lifetime().isShelved()) {
      current.put(exchange.getRequestPath(), document);
    }
    meters.answered(StatusCodes.OK, System.nanoTime() - start);
    Sender.send(exchange, document);
  }

  /**
   * @param accepted packings that the client takes: of an answer that is not kept no other is made
   */
  private Document document(
      Shelf current, Addresses.Found found, Query query, Set<Encoding> accepted) {
    Optional<Edition> edition = found.edition().map(EditionAddress::edition);
    Route route = found.route();
    byte[] bytes =
        route
            .resource()
            .answer(new Request(current.catalogue(), edition, found.variables(), query));
    boolean release = edition.map(each -> !each.isLive()).orElse(false);
    Rendered rendered =
        found.lifetime().isShelved()
            ? Rendered.of(
                route.mediaType(), bytes, release ? Compression.THOROUGH : Compression.QUICK)
            : Rendered.of(route.mediaType(), bytes, Compression.FASTEST, accepted);
    return new Document(
        rendered,
        found.lifetime(),
        found.permanentAddress(),
        Optional.ofNullable(retirements.get(route.template())));
  }

  private void checkLimits(HttpServerExchange exchange) {
    if (exchange.getRequestURI().length() + exchange.getQueryString().length() > LONGEST_ADDRESS) {
      throw new Problem(
          Problem.Kind.ADDRESS_TOO_LONG,
          "an address has at most " + LONGEST_ADDRESS + " characters");
    }
    int seconds = limits.secondsToWait(client(exchange), System.nanoTime());
    if (seconds > 0) {
      throw new Problem(
          Problem.Kind.TOO_MANY_REQUESTS,
          "your address asks too often: go on after " + seconds + " s, or download whole files",
          seconds);
    }
  }

  private InetAddress client(HttpServerExchange exchange) {
    if (behindProxy) {
      String forwarded = exchange.getRequestHeaders().getLast(FORWARDED_FOR);
      Optional<InetAddress> named = ForwardedAddress.last(forwarded);
      if (named.isPresent()) {
        return named.get();
      }
    }
    return exchange.getSourceAddress().getAddress();
  }

  private static void answerOtherMethod(HttpServerExchange exchange, HttpString method) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.ALLOW, "GET, HEAD, OPTIONS");
    if (!method.equals(Methods.OPTIONS)) {
      throw new Problem(
          Problem.Kind.METHOD_NOT_ALLOWED, "only GET, HEAD and OPTIONS are answered here");
    }
    Sender.openToAll(headers);
    headers.put(Sender.EXPOSE_HEADERS, EXPOSED);
    headers.put(ALLOW_METHODS, "GET, HEAD, OPTIONS");
    headers.put(ALLOW_HEADERS, "Accept, If-None-Match, If-Range, Last-Event-ID, Range");
    headers.put(MAX_AGE, "86400");
    exchange.setStatusCode(StatusCodes.NO_CONTENT);
    exchange.endExchange();
  }

  /** The one place where a request that failed is answered. */
  private void fail(HttpServerExchange exchange, long start, RuntimeException failure) {
    Problem problem = problem(exchange, failure);
    meters.answered(problem.kind().status(), System.nanoTime() - start);
    if (exchange.isResponseStarted()) {
      exchange.endExchange();
      return;
    }
    HeaderMap headers = exchange.getResponseHeaders();
    Sender.openToAll(headers);
    headers.put(Headers.CACHE_CONTROL, "no-store");
    headers.put(Headers.CONTENT_TYPE, MediaType.PROBLEM.header());
    if (problem.retryAfterSeconds() > 0) {
      headers.put(Headers.RETRY_AFTER, problem.retryAfterSeconds());
    }
    exchange.setStatusCode(problem.kind().status());
    byte[] body = RankingJson.write(problem.body(instance(exchange)));
    exchange.setResponseContentLength(body.length);
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      exchange.endExchange();
    } else {
      exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
  }

  private static String instance(HttpServerExchange exchange) {
    String uri = exchange.getRequestURI();
    return uri.length() <= LONGEST_ADDRESS ? uri : uri.substring(0, LONGEST_ADDRESS);
  }

  private static Problem problem(HttpServerExchange exchange, RuntimeException failure) {
    if (failure instanceof Problem known) {
      return known;
    }
    if (failure instanceof DataAccessException) {
      LOG.warn("serve: {} needs the database: {}", exchange.getRequestPath(), failure.getMessage());
      return new Problem(
          Problem.Kind.DATABASE_AWAY,
          "the signals cannot be read at the moment; tables and downloads are there",
          5);
    }
    LOG.error("serve: {} failed", exchange.getRequestPath(), failure);
    return new Problem(Problem.Kind.DEFECT, "this is our mistake; it has been written down");
  }

  @Override
  public void close() {
    rendering.shutdownNow();
  }
}
