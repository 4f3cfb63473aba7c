package org.techindex.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.local.Techindex;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Processes that are killed in every way that a round knows, once each, and what the totals come
 * to; no look at the times.
 */
class ScaleBenchTest {

  /** Six parts of a thousand: one before the five rounds and one in each. */
  @Test
  void totalsOutliveEveryKindOfRound(@TempDir Path directory) {
    JsonNode report =
        run(
            "bench",
            "scale",
            "--signals",
            "6000",
            "--instances",
            "0",
            "--rounds",
            "5",
            "--json",
            "--directory",
            directory.toString());
    JsonNode disturbed = report.get("disturbed");
    assertThat(disturbed.get("equal").asBoolean()).isTrue();
    assertThat(disturbed.get("written").asBoolean()).isTrue();
    assertThat(disturbed.get("signals").asInt()).isEqualTo(6000);
    JsonNode rounds = disturbed.get("rounds");
    assertThat(rounds).hasSize(5);
    // One, one beside a newcomer, both, one beside a leaver, one that stays away.
    assertThat(rounds.valueStream().map(round -> round.get("kills").asInt()))
        .containsExactly(1, 1, 2, 1, 1);
    assertThat(rounds.valueStream().map(round -> round.get("moves").asInt()))
        .containsExactly(0, 1, 0, 1, 2);
  }

  @Test
  void eachLapOfEachNumberOfInstancesComesToTheTotalsOfTheScan(@TempDir Path directory) {
    JsonNode report =
        run(
            "bench",
            "scale",
            "--signals",
            "2000",
            "--instances",
            "2",
            "--laps",
            "2",
            "--rounds",
            "0",
            "--json",
            "--directory",
            directory.toString());
    assertThat(report.get("speed").valueStream().map(row -> row.get("step").asString()))
        .containsExactly("CLASSIFY", "TOTAL", "TOTAL");
    assertThat(report.get("speed")).allMatch(row -> row.get("equal").asBoolean());
    assertThat(report.get("written").get("equal").asBoolean()).isTrue();
    assertThat(report.get("written").get("rows").asInt()).isPositive();
  }

  private static JsonNode run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = Techindex.commandLine().setOut(new PrintWriter(out, true));
    assertThat(command.execute(arguments)).isZero();
    return JsonMapper.shared().readTree(out.toString());
  }
}
