package org.techindex.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.techindex.api.Chromium.soon;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.api.Chromium.Visit;
import org.techindex.api.world.HandMadeRanking;
import org.techindex.api.world.PublishedWorld;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.sector.Sector;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import tools.jackson.databind.JsonNode;

/**
 * The tasks of the people who come, done as they do them in a real browser; what the page shows is
 * compared with what the API answers.
 */
class BrowserTest {

  private static final int WIDE = 1440;
  private static final int TELEPHONE = 360;

  private static TestDatabase database;
  private static RunningApi api;
  private static Chromium chromium;

  @BeforeAll
  static void open() {
    Chromium.assumePagesCanBeOpened();
    database = TestPostgres.freshDatabase();
    PublishedWorld world = new PublishedWorld(database);
    world.release(
        "2026-10", 1, Instant.parse("2026-11-03T09:30:00Z"), PublishedWorld.sixTables("2026-10"));
    world.release(
        "2026-11", 1, Instant.parse("2026-12-01T09:30:00Z"), PublishedWorld.sixTables("2026-11"));
    world.live(7, PublishedWorld.sixTables("2026-12"));
    api = RunningApi.start(database);
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
    return visit(path, WIDE, ColorScheme.LIGHT);
  }

  private static Visit visit(String path, int width, ColorScheme colours) {
    return chromium.open("http://127.0.0.1:" + api.port(), path, width, colours);
  }

  private static String printed(double percentage) {
    return String.format(Locale.ROOT, "%.1f %%", percentage);
  }

  private static JsonNode table(String edition, String sector) {
    return api.json("/api/v1/" + edition + "/sectors/" + sector + "/clusters");
  }

  private static void waitForTable(Page page) {
    page.waitForSelector(
        "table.ranking tbody tr",
        new Page.WaitForSelectorOptions().setTimeout(Chromium.SLOW_MILLISECONDS));
  }

  @Test
  void firstPageSaysWhoLeadsAndShowsTheTableOfTheApi() {
    try (Visit visit = visit("/")) {
      Page page = visit.page();
      waitForTable(page);
      JsonNode table = table("releases/latest", "all-sectors");
      assertThat(page.locator("h2.headline")).hasText(table.at("/sentence").asString());
      List<String> rows = page.locator("table.ranking tbody tr").allInnerTexts();
      assertThat(rows).hasSize(table.at("/clusters").size() + 1);
      for (int i = 0; i < table.at("/clusters").size(); i++) {
        JsonNode cluster = table.at("/clusters/" + i);
        assertThat(rows.get(i))
            .startsWith(cluster.at("/rankText").asString())
            .contains(cluster.at("/name").asString())
            .contains(printed(cluster.at("/percentage").asDouble()));
      }
      assertThat(rows.getLast())
          .contains("Elsewhere")
          .contains(printed(table.at("/elsewhere/percentage").asDouble()));
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void arrowKeysGoFromSectorToSector() {
    try (Visit visit = visit("/")) {
      Page page = visit.page();
      waitForTable(page);
      page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("All sectors")).focus();
      page.keyboard().press("ArrowRight");
      assertThat(page.locator("h2.headline")).containsText("AI and Data", soon());
      assertThat(page.url()).contains("sector=ai-and-data");
      page.goBack();
      assertThat(page.locator("h2.headline")).containsText("All", soon());
    }
  }

  @Test
  void clusterOpensWithContributionsThatAddUp() {
    try (Visit visit = visit("/?sector=clean-growth")) {
      Page page = visit.page();
      waitForTable(page);
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Manchester")).click();
      Locator panel = page.locator("section.cluster");
      // An eighth of every factor: 0.4, 0.2, 0.2, 0.1, 0.1 of 12.5 points.
      assertThat(panel.locator("figcaption")).containsText("activity 5.0", soon());
      assertThat(panel.locator("figcaption")).containsText("events 2.5");
      assertThat(panel.locator("figcaption")).containsText("= 12.5 %");
      assertThat(page.url()).contains("cluster=");
      assertThat(panel).containsText("What it is special in");
      assertThat(panel).containsText("significant");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close")).click();
      waitForTable(page);
    }
  }

  @Test
  void columnsSortByClick() {
    try (Visit visit = visit("/?sector=ai-and-data")) {
      Page page = visit.page();
      waitForTable(page);
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cluster")).click();
      List<String> names = page.locator("table.ranking tbody .col-name a").allInnerTexts();
      assertThat(names).isSorted();
      assertThat(page.locator("th.col-name")).hasAttribute("aria-sort", "ascending");
    }
  }

  @Test
  void whatIfGivesTheNumbersOfTheApiAndCanBeShared() {
    try (Visit visit = visit("/?sector=ai-and-data")) {
      Page page = visit.page();
      waitForTable(page);
      Locator activity = page.locator(".what-if input").first();
      activity.fill("60");
      assertThat(page.locator("main .notice[role=status]"))
          .containsText("not the official index", soon());
      List<String> weights = page.locator(".what-if output").allInnerTexts();
      assertThat(weights.stream().mapToInt(Integer::parseInt).sum()).isEqualTo(100);
      JsonNode factors = table("releases/latest", "ai-and-data").at("/factors");
      List<String> asked = new ArrayList<>();
      for (int i = 0; i < factors.size(); i++) {
        asked.add(factors.at("/" + i + "/factor").asString() + ":" + weights.get(i));
      }
      JsonNode answer =
          api.json(
              "/api/v1/releases/latest/what-if?sector=ai-and-data&weights="
                  + String.join(",", asked));
      JsonNode clusters = answer.at("/sectors/0/clusters");
      List<String> rows = page.locator("table.ranking tbody tr").allInnerTexts();
      for (int i = 0; i < clusters.size(); i++) {
        assertThat(rows.get(i))
            .contains(clusters.at("/" + i + "/name").asString())
            .contains(printed(clusters.at("/" + i + "/percentage").asDouble()));
      }
      String shared = page.url().substring(page.url().indexOf("/?"));
      try (Visit other = visit(shared)) {
        waitForTable(other.page());
        assertThat(other.page().locator(".what-if output").allInnerTexts()).isEqualTo(weights);
        assertThat(other.page().locator("table.ranking tbody tr").allInnerTexts()).isEqualTo(rows);
      }
    }
  }

  @Test
  void townIsFoundByTypingAndAnsweredInWords() {
    try (Visit visit = visit("/?sector=ai-and-data")) {
      Page page = visit.page();
      waitForTable(page);
      Locator box =
          page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Find a place"));
      box.fill("Barnsl");
      page.waitForSelector(".find li[role=option]");
      box.press("Enter");
      JsonNode place = api.json("/api/v1/releases/latest/places?q=Barnsley").at("/places/0");
      assertThat(page.locator(".answer")).containsText(place.at("/sentence").asString(), soon());
      assertThat(page.url()).contains("place=Barnsley");
    }
  }

  @Test
  void compareShowsWhatMoved() {
    try (Visit visit = visit("/?page=compare&sector=ai-and-data")) {
      Page page = visit.page();
      assertThat(page.locator("main table")).containsText("London", soon());
      assertThat(page.locator("main")).containsText("Kendall");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "quality, register",
    "method, 0.40",
    "data, clusters.csv",
    "producers, --dry-run",
  })
  void otherPagesAnswerTheirQuestion(String name, String expected) {
    try (Visit visit = visit("/?page=" + name)) {
      Locator main = visit.page().locator("main");
      if (name.equals("data")) {
        assertThat(main.locator("a[href$='" + expected + "']").first())
            .isVisible(
                new LocatorAssertions.IsVisibleOptions().setTimeout(Chromium.SLOW_MILLISECONDS));
      } else {
        assertThat(main).containsText(expected, soon());
      }
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void liveIndexAndReleasesAreToldApart() {
    try (Visit visit = visit("/?sector=ai-and-data")) {
      Page page = visit.page();
      waitForTable(page);
      page.selectOption("#release", "live");
      assertThat(page.locator(".banner")).containsText("follows the data", soon());
      assertThat(page.locator("footer")).containsText("December 2026", soon());
      page.selectOption("#release", "2026-10.v1");
      assertThat(page.locator("footer")).containsText("October 2026", soon());
    }
  }

  @Test
  void liveTableFollowsTheDataWithoutReloading() {
    try (Visit visit = visit("/?release=live&sector=ageing-society")) {
      Page page = visit.page();
      waitForTable(page);
      List<SectorRanking> changed = new ArrayList<>(PublishedWorld.sixTables("2026-12"));
      changed.set(
          Sector.AGEING_SOCIETY.ordinal(),
          HandMadeRanking.of(Sector.AGEING_SOCIETY, "2026-12")
              .cluster("Hull", "Yorkshire and the Humber", 53.7457, -0.3367, 400, 3, 3, 3, 3, 3)
              .elsewhere(52.6309, 1.2974, 120, 1, 1, 1, 1, 1));
      new PublishedWorld(database).live(8, changed);
      assertThat(page.locator("table.ranking")).containsText("Hull", soon());
    }
  }

  @Test
  void mapDrawsAndOpensTheClusterThatIsClicked() {
    try (Visit visit = visit("/?sector=ai-and-data&cluster=ai-and-data.london")) {
      Page page = visit.page();
      page.waitForSelector(
          ".map[data-drawn=true]",
          new Page.WaitForSelectorOptions().setTimeout(Chromium.SLOW_MILLISECONDS));
      // The map went to the cluster, so its middle is inside the outline.
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close")).click();
      waitForTable(page);
      page.locator(".map").click();
      assertThat(page.locator("section.cluster")).containsText("London", soon());
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void telephoneGetsASelectAndTheTableFirst() {
    try (Visit visit = visit("/?sector=ai-and-data", TELEPHONE, ColorScheme.LIGHT)) {
      Page page = visit.page();
      waitForTable(page);
      assertThat(page.locator(".sector-select")).isVisible();
      assertThat(page.locator(".map-card")).isHidden();
      page.locator(".sector-select").selectOption("clean-growth");
      assertThat(page.locator("h2.headline")).containsText("Clean Growth", soon());
      page.getByText("Show the map").click();
      assertThat(page.locator(".map-card")).isVisible();
      Object overflow =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(overflow).isEqualTo(0);
    }
  }

  @Test
  void unknownClusterSaysSoAndLeadsBack() {
    try (Visit visit = visit("/?sector=ai-and-data&cluster=ai-and-data.atlantis")) {
      Page page = visit.page();
      assertThat(page.locator("[role=alert]")).containsText("atlantis", soon());
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Back to the table"))
          .click();
      waitForTable(page);
    }
  }

  @Test
  void pageSaysThatTheServerIsGoneAndRecovers() {
    RunningApi passing = RunningApi.start(database);
    int port = passing.port();
    try (Visit visit =
        chromium.open(
            "http://127.0.0.1:" + port, "/?sector=ai-and-data", WIDE, ColorScheme.LIGHT)) {
      Page page = visit.page();
      waitForTable(page);
      passing.close();
      page.selectOption("#release", "2026-10.v1");
      assertThat(page.locator(".notice")).containsText("does not answer", soon());
      passing = RunningApi.start(database, settings -> ApiSettings.local(port, 0));
      assertThat(page.locator("footer")).containsText("October 2026", soon());
      assertThat(page.locator(".notice")).hasCount(0);
    } finally {
      passing.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?sector=ai-and-data",
        "/?sector=ai-and-data&weights=0-50-20-20-10",
        "/?sector=ai-and-data&cluster=ai-and-data.leeds",
        "/?sector=ai-and-data&place=Barnsley",
        "/?page=compare&sector=ai-and-data",
        "/?page=quality",
        "/?page=method",
        "/?page=data",
        "/?page=producers",
      })
  void nothingStandsInTheWayOfAnyReader(String path) throws IOException {
    String axe = Files.readString(Path.of("src/main/web/node_modules/axe-core/axe.min.js"));
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {WIDE, TELEPHONE}) {
        try (Visit visit = visit(path, width, colours)) {
          Page page = visit.page();
          page.waitForSelector("main h2:visible, main .cluster:visible");
          assertThat(page.locator(".loading"))
              .hasCount(
                  0,
                  new LocatorAssertions.HasCountOptions().setTimeout(Chromium.SLOW_MILLISECONDS));
          page.evaluate(axe);
          Object violations =
              page.evaluate(
                  """
                  () => axe
                    .run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })
                    .then(result => result.violations.flatMap(rule =>
                      rule.nodes.map(node => rule.id + ": " + node.html)))
                  """);
          assertThat(violations).as("%s, %s, %d px", path, colours, width).isEqualTo(List.of());
        }
      }
    }
  }
}
