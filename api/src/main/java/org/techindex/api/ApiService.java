package org.techindex.api;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.api.read.CatalogueKeeper;
import org.techindex.api.read.Late;
import org.techindex.api.read.SignalReader;
import org.techindex.api.resource.Addresses;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.PlaceSearch;
import org.techindex.common.place.PostcodeDirectory;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.xnio.Options;

/**
 * The API and the pages as a service. It needs a database with the schema, and reads it with as few
 * as two connections: one listens, the others look up signals.
 */
public final class ApiService implements AutoCloseable {

  static {
    // The server logs where we do, and does not look for other ways on the class path.
    System.setProperty("org.jboss.logging.provider", "slf4j");
  }

  private static final Logger LOG = LoggerFactory.getLogger(ApiService.class);
  private static final int FIRST_LOOK_SECONDS = 10;
  private static final int LARGEST_HEADER_BYTES = 64 * 1024;
  private static final int MOST_HEADERS = 100;
  private static final int MOST_PARAMETERS = 20;
  private static final int LARGEST_BODY_BYTES = 1_024;
  private static final int REQUEST_PARSE_MILLISECONDS = 10_000;
  private static final int BACKLOG = 4_096;

  private final ApiSettings settings;
  private final Meters meters;
  private final LateClassifier classifier = new LateClassifier();
  private final Late<PlaceSearch> places;
  private final LiveChanges liveChanges = new LiveChanges();
  private final CatalogueKeeper keeper;
  private final HttpApi api;
  private final Undertow server;
  private final Undertow adminServer;
  private volatile boolean listening;

  /** Without a directory of postcodes. */
  public ApiService(ApiSettings settings, DataSource dataSource) {
    this(settings, dataSource, Optional.empty());
  }

  /**
   * @param postcodes to find postcodes by in the search for places
   */
  public ApiService(
      ApiSettings settings, DataSource dataSource, Optional<PostcodeDirectory> postcodes) {
    this(settings, dataSource, postcodes, ApiRegistry.prometheus());
  }

  /**
   * @param postcodes to find postcodes by in the search for places
   * @param registry where the service counts what it does
   */
  public ApiService(
      ApiSettings settings,
      DataSource dataSource,
      Optional<PostcodeDirectory> postcodes,
      ApiRegistry registry) {
    this.settings = settings;
    meters = new Meters(registry);
    keeper = new CatalogueKeeper(dataSource);
    meters.watch(keeper::catalogue);
    places = new Late<>(() -> new PlaceSearch(Gazetteer.load(), postcodes));
    Addresses addresses = new Addresses(new SignalReader(dataSource), classifier, places);
    addresses.requireKnown(settings.retirements().keySet());
    api = new HttpApi(settings, addresses, Pages.load(settings.mapStyle()), liveChanges, meters);
    server = server(settings.host(), settings.port(), settings.idleTimeoutSeconds(), api);
    adminServer =
        server(
            settings.host(),
            settings.adminPort(),
            settings.idleTimeoutSeconds(),
            new AdminApi(keeper, () -> listening, meters));
  }

  private static Undertow server(String host, int port, int idleSeconds, HttpHandler handler) {
    return Undertow.builder()
        .addHttpListener(port, host, handler)
        .setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
        .setServerOption(UndertowOptions.IDLE_TIMEOUT, idleSeconds * 1_000)
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, idleSeconds * 1_000)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_PARSE_MILLISECONDS)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEADER_BYTES)
        .setServerOption(UndertowOptions.MAX_HEADERS, MOST_HEADERS)
        .setServerOption(UndertowOptions.MAX_PARAMETERS, MOST_PARAMETERS)
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) LARGEST_BODY_BYTES)
        .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
        .setServerOption(UndertowOptions.ALWAYS_SET_DATE, true)
        .setSocketOption(Options.BACKLOG, BACKLOG)
        .setSocketOption(Options.TCP_NODELAY, true)
        .build();
  }

  /**
   * Listens, which is all that being ready waits for besides an answer of the database, and returns
   * once what is published has been read. Who asks in between waits for that too.
   *
   * @throws OperatorException if a port is in use
   */
  public void start() throws InterruptedException {
    keeper.onChange(api::publish);
    keeper.onChange(liveChanges::publish);
    keeper.start();
    listen(adminServer, settings.adminPort());
    try {
      listen(server, settings.port());
    } catch (OperatorException e) {
      adminServer.stop();
      throw e;
    }
    listening = true;
    if (!keeper.awaitFirst(FIRST_LOOK_SECONDS)) {
      LOG.warn("serve: the database does not answer yet, there is nothing to serve until it does");
    }
    api.open();
    classifier.begin();
    places.begin();
    LOG.info("serve: on port {}, admin port {}", port(), adminPort());
  }

  private static void listen(Undertow server, int port) {
    try {
      server.start();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof BindException) {
        throw new OperatorException(
            ExitCode.SERVICE_MISSING,
            "port " + port + " is in use: give another one with --port, or stop what uses it",
            e);
      }
      throw e;
    }
  }

  /** The port of the API and the pages, also where a free one was asked for. */
  public int port() {
    return port(server);
  }

  public int adminPort() {
    return port(adminServer);
  }

  private static int port(Undertow server) {
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /** Takes no more connections before anything ends, so that none is refused half made. */
  @Override
  public void close() {
    listening = false;
    suspend(server);
    suspend(adminServer);
    keeper.close();
    api.close();
    server.stop();
    adminServer.stop();
    meters.close();
  }

  private static void suspend(Undertow started) {
    if (started.getWorker() != null) {
      started.getListenerInfo().forEach(Undertow.ListenerInfo::suspend);
    }
  }
}
