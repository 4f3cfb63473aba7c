package org.techindex.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.techindex.api.world.PublishedWorld;
import org.techindex.api.world.StoredSignals;
import org.techindex.common.grid.LatLon;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import tools.jackson.databind.JsonNode;

class SignalsTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static final LatLon LONDON = new LatLon(51.5074, -0.1278);
  private static final LatLon NORWICH = new LatLon(52.6309, 1.2974);
  private static final String PATH = "/api/v1/live/clusters/ai-and-data.london/signals";
  private static RunningApi api;

  @BeforeAll
  static void publish() {
    StoredSignals signals = new StoredSignals(DATABASE);
    for (int i = 0; i < 12; i++) {
      signals.signal(SignalKind.BUSINESS, "register", "b" + i, LONDON, 1);
    }
    // Corrected to weigh 5, and taken back.
    signals.correction(SignalKind.BUSINESS, "register", "b0", LONDON, 5);
    signals.retraction(SignalKind.BUSINESS, "register", "b11");
    for (int i = 0; i < 3; i++) {
      signals.signal(SignalKind.BUSINESS, "club", "c" + i, LONDON, 1);
      signals.signal(SignalKind.EVENT, "meetings", "e" + i, LONDON, 1);
      signals.signal(SignalKind.PUBLICATION, "papers", "p" + i, LONDON, 1);
    }
    signals.signal(SignalKind.INSTITUTION, "universities", "u1", LONDON, 30);
    // Of the nation's 6 publications and 120 staff London has 3 and 30.
    for (int i = 3; i < 6; i++) {
      signals.signal(SignalKind.PUBLICATION, "papers", "p" + i, NORWICH, 1);
    }
    signals.signal(SignalKind.INSTITUTION, "universities", "u2", NORWICH, 90);
    // All sectors, and AI and Data: the signals belong to no other.
    new PublishedWorld(DATABASE).live(1, PublishedWorld.sixTables("2026-01").subList(0, 2));
    api = RunningApi.start(DATABASE);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void contributionsAddUpAtEveryLevelToTheLastDecimal() {
    JsonNode answer = api.json(PATH + "?limit=2");
    assertThat(sum(answer.at("/factors")))
        .isEqualByComparingTo(answer.at("/percentage").decimalValue());
    assertThat(answer.at("/percentage").decimalValue()).isEqualByComparingTo("50");
    for (JsonNode factor : answer.at("/factors")) {
      assertThat(sum(factor.at("/kinds"))).isEqualByComparingTo(points(factor));
      for (JsonNode kind : factor.at("/kinds")) {
        assertThat(sum(kind.at("/sources"))).isEqualByComparingTo(points(kind));
        for (JsonNode source : kind.at("/sources")) {
          assertThat(sum(source.at("/largest")).add(source.at("/restContribution").decimalValue()))
              .isEqualByComparingTo(points(source));
        }
      }
    }
  }

  private static BigDecimal sum(JsonNode nodes) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode node : nodes) {
      sum = sum.add(points(node));
    }
    return sum;
  }

  private static BigDecimal points(JsonNode node) {
    return node.at("/contribution").decimalValue();
  }

  @Test
  void theCurrentVersionOfEachSignalCounts() {
    JsonNode source = api.json(PATH + "?limit=100").at("/factors/0/kinds/0/sources/0");
    // Eleven businesses of the register are left, one of them weighs 5; with the club's three they
    // weigh 5 + 10 + 3 = 18, and the factor's 20 points are 10/9 for each one.
    assertThat(source.at("/largest")).hasSize(14);
    assertThat(source.at("/largest/0/id").asString()).isEqualTo("b0");
    assertThat(points(source.at("/largest/0")).setScale(6, RoundingMode.HALF_UP))
        .isEqualByComparingTo("5.555556");
    assertThat(source.at("/largest/0/words").toString()).contains("machine learning");
  }

  @Test
  void fewOrganisationsOfASourceAreNotToldApart() {
    JsonNode factors = api.json(PATH + "?limit=100").at("/factors");
    // Three businesses of the club would be told by the register's eleven alone.
    assertThat(factors.at("/0/kinds/0/sources")).hasSize(1);
    assertThat(factors.at("/0/kinds/0/sources/0/source").asString()).isEqualTo("other sources");
    // One university: its part is told, but neither name nor number.
    JsonNode institutions = factors.at("/2/kinds/0");
    assertThat(institutions.at("/kind").asString()).isEqualTo("institution");
    assertThat(institutions.at("/signals").isNull()).isTrue();
    assertThat(institutions.at("/sources/0/largest")).isEmpty();
  }

  @Test
  void universitiesAreHalfPublicationsAndHalfInstitutions() {
    JsonNode kinds = api.json(PATH).at("/factors/2/kinds");
    // 10 points shared out by 1/2 * 30/120 to 1/2 * 3/6.
    assertThat(points(kinds.get(0)).setScale(6, RoundingMode.HALF_UP))
        .isEqualByComparingTo("3.333333");
    assertThat(points(kinds.get(1)).setScale(6, RoundingMode.HALF_UP))
        .isEqualByComparingTo("6.666667");
  }

  @Test
  void csvListsEverySignalAndAddsUpToo() {
    String csv = new String(api.get(PATH + ".csv").body(), UTF_8);
    BigDecimal sum =
        csv.lines()
            .skip(1)
            .map(line -> new BigDecimal(line.substring(line.lastIndexOf(',') + 1)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo("50");
    assertThat(csv).contains("Signal e0").doesNotContain("Signal u1");
  }

  @Test
  void independentScriptAddsUpToThePublishedPercentage() throws IOException, InterruptedException {
    Path script = Path.of("../docs/examples/add_up.py");
    assumeTrue(
        Files.isReadable(script)
            && new ProcessBuilder("sh", "-c", "command -v python3").start().waitFor() == 0,
        "python3 is not on this machine: the sums are not checked by another program");
    Process process =
        new ProcessBuilder("python3", script.toString(), "http://127.0.0.1:" + api.port(), "live")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines()).hasSize(2).allMatch(line -> line.endsWith(", equal"));
    assertThat(said).contains("AI and Data: London 50.000000000 %");
  }

  @Test
  void withheldClusterTellsNothing() {
    JsonNode answer = api.json("/api/v1/live/clusters/ai-and-data.truro/signals");
    assertThat(answer.at("/withheld").asString()).startsWith("Fewer than ten organisations");
    assertThat(answer.at("/factors")).isEmpty();
  }
}
