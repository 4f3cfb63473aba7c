package org.techindex.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.api.world.PublishedWorld;
import org.techindex.common.run.OperatorException;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import tools.jackson.databind.JsonNode;

/** What happens while the service runs: releases come, are corrected, the database goes away. */
class LifeTest {

  private static final Instant FIRST = Instant.parse("2026-11-03T09:30:00Z");
  private static final String TABLE = "/sectors/ai-and-data/clusters";

  @Test
  void correctionIsServedBesideTheFirstVersionWhichKeepsItsBytes() {
    TestDatabase database = TestPostgres.freshDatabase();
    PublishedWorld world = new PublishedWorld(database);
    world.release("2026-10", 1, FIRST, PublishedWorld.sixTables("2026-10"));
    try (RunningApi api = RunningApi.start(database)) {
      byte[] before = api.get("/api/v1/releases/2026-10.v1" + TABLE).body();
      world.release("2026-10", 2, FIRST.plusSeconds(60), PublishedWorld.sixTables("2026-09"));
      await()
          .until(
              () -> api.json("/api/v1/releases/latest").at("/id").asString().equals("2026-10.v2"));
      assertThat(api.get("/api/v1/releases/2026-10.v1" + TABLE).body()).isEqualTo(before);
      assertThat(api.json("/api/v1/releases/2026-10.v1").at("/supersededBy").asString())
          .isEqualTo("2026-10.v2");
      assertThat(api.json("/api/v1/releases/2026-10" + TABLE).at("/edition").asString())
          .isEqualTo("2026-10.v2");
      world.withdraw("2026-10", 2, "a source counted twice");
      await().until(() -> api.get("/api/v1/releases/2026-10.v2" + TABLE).statusCode() == 410);
      assertThat(api.json("/api/v1/releases/latest").at("/id").asString()).isEqualTo("2026-10.v1");
    }
  }

  @Test
  void releasesAreServedFromMemoryWhileTheDatabaseIsAway() {
    TestDatabase database = TestPostgres.freshDatabase();
    new PublishedWorld(database).release("2026-10", 1, FIRST, PublishedWorld.sixTables("2026-10"));
    try (RunningApi api = RunningApi.start(database)) {
      assertThat(api.admin("/readyz").statusCode()).isEqualTo(200);
      TestDatabase other = TestPostgres.freshDatabase();
      other.execute("alter database \"" + database.name() + "\" allow_connections false");
      other.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
              + database.name()
              + "'");
      await().until(() -> api.admin("/readyz").statusCode() == 503);
      assertThat(api.admin("/livez").statusCode()).isEqualTo(200);
      assertThat(api.get("/api/v1/releases/2026-10.v1/clusters.csv").statusCode()).isEqualTo(200);
      assertThat(api.get("/api/v1/releases/2026-10.v1/clusters/ai-and-data.leeds").statusCode())
          .isEqualTo(200);
      HttpResponse<byte[]> drillDown =
          api.get("/api/v1/releases/2026-10.v1/clusters/ai-and-data.leeds/signals");
      assertThat(drillDown.statusCode()).isEqualTo(503);
      assertThat(drillDown.headers().firstValue("Retry-After")).isPresent();
      other.execute("alter database \"" + database.name() + "\" allow_connections true");
      await().until(() -> api.admin("/readyz").statusCode() == 200);
    }
  }

  @Test
  void whoAsksBeforeWhatIsPublishedHasBeenReadWaitsForIt() throws Exception {
    TestDatabase database = TestPostgres.freshDatabase();
    new PublishedWorld(database).release("2026-10", 1, FIRST, PublishedWorld.sixTables("2026-10"));
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(database.jdbcUrl());
    try (Connection holding = dataSource.getConnection();
        Statement statement = holding.createStatement();
        ApiService service = new ApiService(ApiSettings.local(0, 0), dataSource);
        HttpClient client = HttpClient.newHttpClient()) {
      holding.setAutoCommit(false);
      statement.execute("lock table release_document in access exclusive mode");
      FutureTask<Void> starting =
          new FutureTask<>(() -> {
            service.start();
            return null;
          });
      Thread.ofPlatform().daemon().start(starting);
      await().ignoreExceptions().until(() -> service.port() > 0);
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(
              request(service.port(), "/api/v1/releases/2026-10.v1" + TABLE),
              HttpResponse.BodyHandlers.ofString());
      assertThat(
              client
                  .send(
                      request(service.adminPort(), "/readyz"), HttpResponse.BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(503);
      assertThat(answer).isNotDone();
      holding.commit();
      assertThat(answer.get().statusCode()).isEqualTo(200);
      starting.get();
    }
  }

  private static HttpRequest request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }

  @Test
  void streamSaysWhenTheLiveIndexChanged() throws IOException {
    TestDatabase database = TestPostgres.freshDatabase();
    PublishedWorld world = new PublishedWorld(database);
    world.live(7, PublishedWorld.sixTables("2026-12"));
    try (RunningApi api = RunningApi.start(database);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket
          .getOutputStream()
          .write("GET /api/v1/live/changes HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      BufferedReader stream =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertThat(nextId(stream)).isEqualTo("id:7");
      world.live(8, PublishedWorld.sixTables("2026-12"));
      assertThat(nextId(stream)).isEqualTo("id:8");
    }
  }

  @Test
  void liveQualityIsServedOnceItIsCountedAndWhenItIsCountedAgain() {
    TestDatabase database = TestPostgres.freshDatabase();
    PublishedWorld world = new PublishedWorld(database);
    world.live(7, PublishedWorld.sixTables("2026-12"));
    try (RunningApi api = RunningApi.start(database)) {
      assertThat(api.json("/api/v1/live/quality").at("/sources")).isEmpty();
      world.liveSources("2026-12-02T10:00:00Z");
      await().until(() -> api.json("/api/v1/live/quality").at("/sources").size() == 2);
      JsonNode quality = api.json("/api/v1/live/quality");
      // 4 are below ten and not shown, 57 are rounded down to tens.
      assertThat(quality.at("/sources/0/signals").isNull()).isTrue();
      assertThat(quality.at("/sources/1/signals").asLong()).isEqualTo(50);
      assertThat(quality.at("/sources/1/latest").asString()).isEqualTo("2026-12-02");
      assertThat(quality.at("/sources/1/region").isNull()).isTrue();
      assertThat(quality.at("/refused/0/reason").asString())
          .isEqualTo("locate: location, ambiguous");
      assertThat(quality.at("/counts/0/signals").asLong()).isEqualTo(60);
      world.liveSources("2026-12-02T10:01:00Z");
      await()
          .until(() ->
              api.json("/api/v1/live/quality")
                  .at("/countedAt")
                  .asString()
                  .equals("2026-12-02T10:01:00Z"));
      assertThat(api.json("/api/v1/live").at("/revision").asLong()).isEqualTo(7);
    }
  }

  private static String nextId(BufferedReader stream) throws IOException {
    String line = stream.readLine();
    while (line != null && !line.startsWith("id:")) {
      line = stream.readLine();
    }
    return line == null ? "" : line.replace(" ", "");
  }

  @Test
  void portInUseIsToldInOneLine() {
    TestDatabase database = TestPostgres.freshDatabase();
    try (RunningApi first = RunningApi.start(database)) {
      int port = first.port();
      assertThatThrownBy(() -> RunningApi.start(database, settings -> ApiSettings.local(port, 0)))
          .isInstanceOf(OperatorException.class)
          .hasMessage(
              "port " + port + " is in use: give another one with --port, or stop what uses it");
    }
  }

  @Test
  void metricsCountAnswers() {
    try (RunningApi api = RunningApi.start(TestPostgres.freshDatabase())) {
      api.get("/api/v1/releases/2019-01");
      assertThat(new String(api.admin("/metrics").body(), UTF_8))
          .contains("techindex_api_answers_total{status=\"404\"} 1.0");
    }
  }
}
