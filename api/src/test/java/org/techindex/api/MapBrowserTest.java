package org.techindex.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.techindex.api.Chromium.soon;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.techindex.api.Chromium.Visit;
import org.techindex.api.world.PublishedWorld;
import org.techindex.api.world.StoredSignals;
import org.techindex.common.grid.LatLon;
import org.techindex.common.place.PostcodeDirectory;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import tools.jackson.databind.JsonNode;

/** The map, places and signals in a real browser, with the mouse away: everything by keyboard. */
class MapBrowserTest {

  private static final int WIDE = 1440;
  private static final LatLon LONDON = new LatLon(51.5074, -0.1278);

  private static TestDatabase database;
  private static RunningApi api;
  private static Chromium chromium;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    Chromium.assumePagesCanBeOpened();
    database = TestPostgres.freshDatabase();
    StoredSignals signals = new StoredSignals(database);
    for (int i = 0; i < 40; i++) {
      signals.signal(SignalKind.BUSINESS, "register", "b" + i, LONDON, 1 + i);
    }
    for (int i = 0; i < 12; i++) {
      signals.signal(SignalKind.EVENT, "meetings", "e" + i, LONDON, 1);
    }
    new PublishedWorld(database).live(1, PublishedWorld.sixTables("2026-01"));
    Path postcodes = folder.resolve("postcodes.csv");
    Files.writeString(postcodes, "outcode,lat,lon\nLS1,53.8008,-1.5491\nTR1,50.2632,-5.0510\n");
    api = RunningApi.startWithPostcodes(database, PostcodeDirectory.load(postcodes));
    chromium = Chromium.launch();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      api.close();
    }
  }

  private static Visit visit(String path) {
    return chromium.open("http://127.0.0.1:" + api.port(), path, WIDE, ColorScheme.LIGHT);
  }

  private static void waitForMap(Page page) {
    page.waitForSelector(
        ".map[data-drawn=true]",
        new Page.WaitForSelectorOptions().setTimeout(Chromium.SLOW_MILLISECONDS));
  }

  @Test
  void keyboardGoesFromClusterToClusterAndOpensOne() {
    try (Visit visit = visit("/?sector=ai-and-data")) {
      Page page = visit.page();
      waitForMap(page);
      page.locator(".maplibregl-canvas").focus();
      // The canvas, then the zoom, the whole country and the credit stand before the marks.
      Locator marks = page.locator(".mark");
      for (int i = 0; i < 8 && page.locator(".mark:focus").count() == 0; i++) {
        page.keyboard().press("Tab");
      }
      assertThat(marks.first()).isFocused();
      assertThat(page.locator(".tip")).containsText("London");
      assertThat(page.locator(".tip")).containsText("rank 1");
      assertThat(page.locator("tr.hovered")).containsText("London");
      page.keyboard().press("ArrowRight");
      assertThat(page.locator(".tip")).containsText("Manchester");
      page.keyboard().press("End");
      assertThat(page.locator(".tip")).containsText("Truro");
      page.keyboard().press("ArrowDown");
      assertThat(page.locator(".tip")).containsText("London");
      page.keyboard().press("Enter");
      assertThat(page.locator("section.cluster")).containsText("London", soon());
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void escapeClosesAClusterAndGoesOnWhereItWasOpened() {
    try (Visit visit = visit("/?sector=ai-and-data")) {
      Page page = visit.page();
      Locator leeds =
          page.getByRole(
              AriaRole.LINK, new Page.GetByRoleOptions().setName("Leeds").setExact(true));
      leeds.focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("#cluster-title")).isFocused();
      page.keyboard().press("Escape");
      assertThat(leeds).isFocused();
    }
  }

  @Test
  void clusterListsItsLargestSignalsWithTheWordsThatDecided() {
    try (Visit visit = visit("/?sector=ai-and-data&cluster=ai-and-data.london")) {
      Page page = visit.page();
      Locator panel = page.locator("section.cluster");
      // The largest of 40 businesses weighs 40.
      assertThat(panel).containsText("Signal b39", soon());
      JsonNode largest =
          api.json("/api/v1/live/clusters/ai-and-data.london/signals?limit=5")
              .at("/factors/0/kinds/0/sources/0/largest");
      List<String> expected = new ArrayList<>();
      largest.forEach(signal -> expected.add(signal.at("/name").asString()));
      assertThat(expected).hasSize(5).first().isEqualTo("Signal b39");
      for (String name : expected) {
        assertThat(panel.locator("ul.plain-list").first()).containsText(name);
      }
      assertThat(panel.locator("ul.plain-list").first()).containsText("machine learning");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"LS1, Leeds", "Truro, Truro", "Yorkshire, Leeds"})
  void placeIsFoundByDistrictTownAndRegion(String typed, String cluster) {
    try (Visit visit = visit("/?sector=ai-and-data")) {
      Page page = visit.page();
      waitForMap(page);
      Locator box =
          page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Find a place"));
      box.fill(typed);
      page.waitForSelector(".find li[role=option]");
      box.press("Enter");
      assertThat(page.locator(".answer")).containsText(cluster, soon());
      JsonNode place = api.json("/api/v1/live/places?q=" + typed).at("/places/0");
      assertThat(page.locator(".answer")).containsText(place.at("/sentence").asString());
      waitForMap(page);
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void operatorsBaseMapIsAskedForAndNothingElse() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer tiles =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] style =
        """
        {"version": 8, "sources": {},
         "layers": [{"id": "paper", "type": "background", "paint": {"background-color": "#fff"}}]}
        """
            .getBytes(UTF_8);
    tiles.createContext(
        "/style.json",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
          exchange.sendResponseHeaders(200, style.length);
          exchange.getResponseBody().write(style);
          exchange.close();
        });
    tiles.start();
    String base = "http://127.0.0.1:" + tiles.getAddress().getPort();
    MapStyle named = new MapStyle(URI.create(base + "/style.json"), List.of());
    try (RunningApi other =
            RunningApi.start(database, settings -> settings.withMapStyle(Optional.of(named)));
        Visit visit =
            chromium.open(
                "http://127.0.0.1:" + other.port(),
                "/?sector=ai-and-data",
                WIDE,
                ColorScheme.LIGHT)) {
      waitForMap(visit.page());
      assertThat(asked.get()).isEqualTo(1);
      assertThat(visit.complaints()).containsOnly("request to " + base + "/style.json");
      assertThat(other.get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("connect-src 'self' " + base + ";");
    } finally {
      tiles.stop(0);
    }
  }
}
