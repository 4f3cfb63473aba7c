package org.techindex.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.api.resource.Retirement;
import org.techindex.api.world.PublishedWorld;
import org.techindex.common.run.OperatorException;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;

class RequestsTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static final String TABLE = "/api/v1/releases/2026-11.v1/sectors/ai-and-data/clusters";
  private static RunningApi api;

  @BeforeAll
  static void publish() {
    PublishedWorld world = new PublishedWorld(DATABASE);
    world.release(
        "2026-10", 1, Instant.parse("2026-11-03T09:30:00Z"), PublishedWorld.sixTables("2026-10"));
    world.withdraw("2026-10", 1, "a source was counted twice");
    world.release(
        "2026-11", 1, Instant.parse("2026-12-01T09:30:00Z"), PublishedWorld.sixTables("2026-11"));
    world.live(1, PublishedWorld.sixTables("2026-12"));
    api = RunningApi.start(DATABASE);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404|unknown-release  |/api/v1/releases/2019-01
          404|unknown-release  |/api/v1/releases/2026-11.v9/sectors
          404|unknown-release  |/api/v1/releases/november
          410|withdrawn-release|/api/v1/releases/2026-10
          410|withdrawn-release|/api/v1/releases/2026-10.v1/clusters.csv
          404|unknown-sector   |/api/v1/live/sectors/astrology/clusters
          404|unknown-sector   |/api/v1/live/sectors/AI-and-Data/clusters
          404|unknown-cluster  |/api/v1/live/clusters/ai-and-data.atlantis
          404|unknown-cluster  |/api/v1/live/clusters/london
          404|unknown-address  |/api/v1/nothing
          404|unknown-address  |/api/v2/releases
          404|unknown-address  |/api/v1/releases/
          404|unknown-address  |/etc/passwd
          404|unknown-address  |/assets/%2e%2e/%2e%2e/etc/passwd
          400|invalid-parameter|/api/v1/live/what-if
          400|invalid-parameter|/api/v1/live/what-if?weights=activity:-1
          400|invalid-parameter|/api/v1/live/what-if?weights=activity:NaN
          400|invalid-parameter|/api/v1/live/what-if?weights=activity:many
          400|invalid-parameter|/api/v1/live/what-if?weights=activity:1e300
          400|invalid-parameter|/api/v1/live/what-if?weights=activity:0
          400|invalid-parameter|/api/v1/live/what-if?weights=luck:1
          400|invalid-parameter|/api/v1/live/what-if?weights=activity:1,activity:2
          400|invalid-parameter|/api/v1/live/what-if?weights=a:1,b:1,c:1,d:1,e:1,f:1
          400|invalid-parameter|/api/v1/live/what-if?weights=activity:1&weights=events:1
          404|unknown-sector   |/api/v1/live/what-if?weights=activity:1&sector=x
          400|invalid-parameter|/api/v1/live/places
          400|invalid-parameter|/api/v1/live/places?q=york&limit=1000
          400|invalid-parameter|/api/v1/live/places?q=york&limit=x
          400|invalid-parameter|/api/v1/live/places?q=york&colour=red
          400|invalid-parameter|/api/v1/live/sectors?page=2
          400|invalid-parameter|/api/v1/live/compare
          404|unknown-release  |/api/v1/live/compare?with=1999-01
          400|invalid-parameter|/api/v1/live/clusters/ai-and-data.london/signals?limit=-1
          """)
  void answersWithAProblem(int status, String type, String path) {
    HttpResponse<byte[]> answer = api.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(RunningApi.JSON.readTree(answer.body()).at("/type").asString())
        .isEqualTo("/problems/" + type);
    assertThat(RunningApi.JSON.readTree(answer.body()).at("/detail").asString()).isNotBlank();
  }

  @Test
  void withdrawnReleaseSaysWhy() {
    assertThat(new String(api.get("/api/v1/releases/2026-10.v1").body(), UTF_8))
        .contains("a source was counted twice");
  }

  @Test
  void refusesAnAddressOfTwentyThousandCharacters() {
    HttpResponse<byte[]> answer = api.get("/api/v1/live/places?q=" + "x".repeat(20_000));
    assertThat(answer.statusCode()).isEqualTo(414);
    assertThat(RunningApi.JSON.readTree(answer.body()).at("/type").asString())
        .isEqualTo("/problems/address-too-long");
  }

  @Test
  void onlyReads() {
    HttpResponse<byte[]> answer = api.send("DELETE", TABLE);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
  }

  @Test
  void anyPageMayRead() {
    assertThat(api.get(TABLE).headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    HttpResponse<byte[]> preflight = api.send("OPTIONS", TABLE, "Origin", "https://example.org");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
        .hasValue("GET, HEAD, OPTIONS");
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() {
    HttpResponse<byte[]> get = api.get(TABLE);
    HttpResponse<byte[]> head = api.send("HEAD", TABLE);
    assertThat(head.body()).isEmpty();
    for (String header : new String[] {"ETag", "Content-Length", "Content-Type", "Cache-Control"}) {
      assertThat(head.headers().firstValue(header))
          .isPresent()
          .isEqualTo(get.headers().firstValue(header));
    }
  }

  @Test
  void releaseIsCachedForEverAndLiveForASecond() {
    assertThat(api.get(TABLE).headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(api.get("/api/v1/live/sectors").headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=1");
    HttpResponse<byte[]> latest = api.get("/api/v1/releases/latest/sectors/ai-and-data/clusters");
    assertThat(latest.headers().firstValue("Cache-Control")).hasValue("public, max-age=60");
    assertThat(latest.headers().firstValue("Content-Location")).hasValue(TABLE);
    assertThat(latest.body()).isEqualTo(api.get(TABLE).body());
  }

  @Test
  void everyPackingHasAValidatorOfItsOwnAndAnswers304() {
    for (String packing : new String[] {"identity", "gzip", "br"}) {
      HttpResponse<byte[]> answer = api.get(TABLE, "Accept-Encoding", packing);
      Optional<String> tag = answer.headers().firstValue("ETag");
      assertThat(answer.headers().firstValue("Content-Encoding").orElse("identity"))
          .isEqualTo(packing);
      assertThat(
              api.get(TABLE, "Accept-Encoding", packing, "If-None-Match", tag.orElseThrow())
                  .statusCode())
          .isEqualTo(304);
      assertThat(api.get(TABLE, "If-None-Match", "\"other\", W/" + tag.orElseThrow()).statusCode())
          .isEqualTo(304);
      assertThat(api.get(TABLE, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
    assertThat(
            api.get(TABLE, "Accept-Encoding", "br;q=0, gzip")
                .headers()
                .firstValue("Content-Encoding"))
        .hasValue("gzip");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bytes=0-9   | 0 | 10
          bytes=10-   | 10| end
          bytes=-10   | last| 10
          bytes=5-5   | 5 | 1
          """)
  void answersARange(String range, String from, String length) {
    byte[] whole = api.get(TABLE).body();
    int start = from.equals("last") ? whole.length - 10 : Integer.parseInt(from);
    int end = length.equals("end") ? whole.length : start + Integer.parseInt(length);
    HttpResponse<byte[]> answer = api.get(TABLE, "Range", range);
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range"))
        .hasValue("bytes " + start + "-" + (end - 1) + "/" + whole.length);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(whole, start, end));
  }

  @Test
  void refusesARangeBeyondTheEndAndIgnoresWhatIsNoRange() {
    assertThat(api.get(TABLE, "Range", "bytes=99999999-").statusCode()).isEqualTo(416);
    for (String other :
        new String[] {"bytes=9-2", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes=--1"}) {
      assertThat(api.get(TABLE, "Range", other).statusCode()).as(other).isEqualTo(200);
    }
    assertThat(api.get(TABLE, "Range", "bytes=0-9", "If-Range", "\"other\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void tooManyRequestsOfOneAddressAreToldWhenToGoOn() {
    try (RunningApi strict =
        RunningApi.start(DATABASE, settings -> settings.withRequestsPerMinute(4))) {
      for (int i = 0; i < 3; i++) {
        assertThat(strict.get(TABLE).statusCode()).isEqualTo(200);
      }
      HttpResponse<byte[]> answer = strict.get(TABLE);
      assertThat(answer.statusCode()).isEqualTo(429);
      // Four a minute, of which the client fetched the contract with one: the next is due within 15
      // s.
      assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(1, 15);
    }
  }

  @Test
  void addressThatWillGoSaysWhen() {
    // 1 January 2027 00:00 UTC is 1,798,761,600 s after 1970: 20,819 days of 86,400 s.
    try (RunningApi retiring =
        RunningApi.start(
            DATABASE,
            settings ->
                settings.withRetirements(
                    Retirement.parse("sectors/{sector}/clusters=2027-01-01/2027-07-01")))) {
      for (String address : new String[] {TABLE, TABLE.replace("2026-11.v1", "latest")}) {
        HttpResponse<byte[]> answer = retiring.get(address);
        assertThat(answer.headers().firstValue("Deprecation")).hasValue("@1798761600");
        assertThat(answer.headers().firstValue("Sunset")).hasValue("Thu, 01 Jul 2027 00:00:00 GMT");
      }
      assertThat(retiring.get("/api/v1/releases").headers().firstValue("Deprecation")).isEmpty();
    }
    assertThat(api.get(TABLE).headers().firstValue("Sunset")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report.pdf",
        "report.pdf=2027-07-01/2027-01-01",
        "=2027-01-01/2027-07-01",
        "a=b/c"
      })
  void retirementWrittenOtherwiseIsRefused(String written) {
    assertThatThrownBy(() -> Retirement.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("report.pdf=2027-01-01/2027-07-01");
  }

  @Test
  void unknownAddressThatWillGoStopsTheStart() {
    assertThatThrownBy(() ->
            RunningApi.start(
                DATABASE,
                settings ->
                    settings.withRetirements(Retirement.parse("clusters=2027-01-01/2027-07-01"))))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("api.retiring names clusters, which is no address");
  }

  @Test
  void slowReadersHoldNeitherThreadsNorMemory() throws IOException {
    String outlines = "/api/v1/releases/2026-11.v1/clusters.geojson";
    byte[] request =
        ("GET " + outlines + " HTTP/1.1\r\nHost: x\r\n\r\n").repeat(20).getBytes(UTF_8);
    int threads = Thread.activeCount();
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
        socket.getOutputStream().write(request);
        slow.add(socket);
      }
      // None of the 300 reads a byte of its 20 answers; whoever reads is answered as before.
      for (int i = 0; i < 50; i++) {
        assertThat(api.get(TABLE).statusCode()).isEqualTo(200);
        assertThat(api.get("/api/v1/live/places?q=lee").statusCode()).isEqualTo(200);
      }
      assertThat(Thread.activeCount() - threads).isLessThan(50);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void clientThatNeverEndsItsRequestIsCutOff() throws IOException {
    try (RunningApi impatient =
            RunningApi.start(DATABASE, settings -> settings.withIdleTimeoutSeconds(1));
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), impatient.port())) {
      silent.getOutputStream().write(("GET " + TABLE + " HTTP/1.1\r\nHost: ").getBytes(UTF_8));
      silent.getOutputStream().flush();
      silent.setSoTimeout(60_000);
      // The end of the stream comes from the server: it does not wait for the rest.
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void halfARequestDoesNotHoldUpOthers() throws IOException {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      slow.getOutputStream().write(("GET " + TABLE + " HTTP/1.1\r\nHost: ").getBytes(UTF_8));
      slow.getOutputStream().flush();
      assertThat(api.get(TABLE).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void rawNonsenseIsRefused() throws IOException {
    try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      raw.getOutputStream()
          .write("GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      raw.getOutputStream().flush();
      InputStream answer = raw.getInputStream();
      assertThat(new String(answer.readNBytes(12), UTF_8)).startsWith("HTTP/1.1 4");
    }
  }

  @Test
  void pagesForbidInlineScript() {
    assertThat(api.get("/tables").headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self'")
        .doesNotContain("unsafe-inline");
  }
}
