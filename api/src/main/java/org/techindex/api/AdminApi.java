package org.techindex.api;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.function.BooleanSupplier;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.CatalogueKeeper;

/** What operators and their machines ask: is it alive, can it answer, what does it count. */
final class AdminApi implements HttpHandler {

  private final CatalogueKeeper keeper;
  private final BooleanSupplier listening;
  private final Meters meters;

  /**
   * @param listening whether the API has been opened
   */
  AdminApi(CatalogueKeeper keeper, BooleanSupplier listening, Meters meters) {
    this.keeper = keeper;
    this.listening = listening;
    this.meters = meters;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    switch (exchange.getRequestPath()) {
      case "/livez" -> send(exchange, StatusCodes.OK, "text/plain", "alive\n");
      case "/readyz" -> {
        boolean there = keeper.databaseThere();
        boolean ready = there && listening.getAsBoolean();
        send(
            exchange,
            ready ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
            "application/json",
            readiness(ready, there, keeper.catalogue()));
      }
      case "/metrics" ->
          send(exchange, StatusCodes.OK, "text/plain; version=0.0.4; charset=utf-8", meters.text());
      default ->
          send(
              exchange,
              StatusCodes.NOT_FOUND,
              "text/plain",
              "there are /livez, /readyz and /metrics\n");
    }
  }

  /** Written by hand: the first answer is not to wait for a library that writes JSON. */
  private static String readiness(boolean ready, boolean databaseThere, Catalogue catalogue) {
    long releases = catalogue.entries().stream().filter(entry -> !entry.withdrawn()).count();
    return "{\"ready\":"
        + ready
        + ",\"database\":\""
        + (databaseThere ? "there" : "away")
        + "\",\"releases\":"
        + releases
        + ",\"live\":"
        + catalogue.live().isPresent()
        + "}";
  }

  private static void send(HttpServerExchange exchange, int status, String type, String body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseSender().send(body);
  }
}
