package org.techindex.api;

import io.undertow.Handlers;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.Edition;
import org.techindex.common.release.RankingJson;

/**
 * Tells who listens that the live index changed, as server-sent events (WHATWG HTML, section 9.2):
 * the current revision at once, then every new one.
 */
final class LiveChanges {

  private static final long KEEP_ALIVE_MILLISECONDS = 15_000;
  private static final String EVENT = "changed";

  private final ServerSentEventHandler handler = Handlers.serverSentEvents(this::greet);
  private volatile @Nullable Edition current;

  /** The data of an event. */
  record Change(long revision, String updatedAt) {}

  void connect(HttpServerExchange exchange) {
    Sender.openToAll(exchange.getResponseHeaders());
    try {
      handler.handleRequest(exchange);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the event stream cannot be opened", e);
    }
  }

  private void greet(ServerSentEventConnection connection, @Nullable String lastEventId) {
    connection.setKeepAliveTime(KEEP_ALIVE_MILLISECONDS);
    Edition live = current;
    if (live != null) {
      send(connection, live);
    }
  }

  void publish(Catalogue catalogue) {
    Edition before = current;
    catalogue
        .live()
        .filter(live -> before == null || before.revision() != live.revision())
        .ifPresent(live -> {
          current = live;
          handler.getConnections().forEach(connection -> send(connection, live));
        });
  }

  private static void send(ServerSentEventConnection connection, Edition live) {
    String data =
        new String(
            RankingJson.write(new Change(live.revision(), live.publishedAt().toString())),
            StandardCharsets.UTF_8);
    connection.send(data, EVENT, Long.toString(live.revision()), null);
  }
}
