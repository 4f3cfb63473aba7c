package org.techindex.local.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * Answers operators and their machines on a port of its own: {@code /livez}, {@code /readyz} and
 * {@code /metrics}. The API has the same three addresses on its admin port.
 */
public final class AdminServer implements AutoCloseable {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService answering =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-", 0).factory());

  private AdminServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens.
   *
   * @param port 0 takes a free one
   * @throws OperatorException if the port is in use
   */
  public static AdminServer start(String host, int port, Health health, ServiceMeters meters) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the admin port "
              + port
              + " on "
              + host
              + " cannot be used ("
              + e.getMessage()
              + "): give another with --set, or stop what uses it",
          e);
    }
    AdminServer admin = new AdminServer(server);
    server.createContext("/", exchange -> admin.answer(exchange, health, meters));
    server.setExecutor(admin.answering);
    server.start();
    return admin;
  }

  private void answer(HttpExchange exchange, Health health, ServiceMeters meters)
      throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/livez" -> {
          boolean alive = health.alive().getAsBoolean();
          send(exchange, alive ? OK : UNAVAILABLE, "text/plain", alive ? "alive\n" : "stuck\n");
        }
        case "/readyz" -> {
          Map<String, String> state = health.state();
          boolean ready = !state.containsValue("away");
          send(exchange, ready ? OK : UNAVAILABLE, "application/json", json(ready, state));
        }
        case "/metrics" ->
            send(exchange, OK, "text/plain; version=0.0.4; charset=utf-8", meters.text());
        default ->
            send(exchange, NOT_FOUND, "text/plain", "there are /livez, /readyz and /metrics\n");
      }
    }
  }

  private static String json(boolean ready, Map<String, String> state) {
    return state.entrySet().stream()
        .map(need -> ", \"" + need.getKey() + "\": \"" + need.getValue() + "\"")
        .collect(Collectors.joining("", "{\"ready\": " + ready, "}\n"));
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** The port, also where a free one was asked for. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    answering.shutdownNow();
  }
}
