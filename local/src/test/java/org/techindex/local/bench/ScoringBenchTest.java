package org.techindex.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.local.Techindex;
import org.techindex.scoring.cluster.WeightedCells;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the benchmark from rotting: small worlds, no peers, no look at the times. */
class ScoringBenchTest {

  @Test
  void printsOneLineForEachClustererAndSize() {
    String table =
        run(
            "bench",
            "scoring",
            "--cells",
            "500,1000",
            "--runs",
            "2",
            "--signals",
            "0",
            "--no-peers");
    assertThat(table.lines().filter(line -> line.contains("techindex")))
        .hasSize(4)
        .allMatch(line -> line.strip().startsWith("500 ") || line.strip().startsWith("1000 "));
  }

  @Test
  void printsJson(@TempDir Path directory) {
    JsonNode report =
        JsonMapper.shared()
            .readTree(
                run(
                    "bench",
                    "scoring",
                    "--cells",
                    "500",
                    "--runs",
                    "3",
                    "--signals",
                    "5000",
                    "--no-peers",
                    "--json",
                    "--directory",
                    directory.toString()));
    JsonNode row = report.get("clustering").get(0);
    assertThat(row.get("cells").asInt()).isEqualTo(500);
    assertThat(row.get("densityPeaks").get("timing").get("seconds")).hasSize(3);
    assertThat(row.get("densityPeaks").get("clusters").asInt()).isPositive();
    JsonNode stored = report.get("storedSignals");
    assertThat(stored.get("signals").asInt()).isEqualTo(5000);
    assertThat(stored.get("all").get("seconds")).hasSize(3);
    assertThat(stored.get("clusters").asInt()).isPositive();
    assertThat(directory.toFile().list()).isEmpty();
  }

  @Test
  void aWorldHasAsManyCellsAsAskedForAndIsTheSameEachTime() {
    WeightedCells world = BenchWorld.of(2000);
    WeightedCells again = BenchWorld.of(2000);
    assertThat(world.size()).isEqualTo(2000);
    for (int i = 0; i < world.size(); i++) {
      assertThat(again.cell(i)).isEqualTo(world.cell(i));
      assertThat(again.organisations(i)).isEqualTo(world.organisations(i));
    }
  }

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine commandLine = Techindex.commandLine().setOut(new PrintWriter(out, true));
    assertThat(commandLine.execute(arguments)).isZero();
    return out.toString();
  }
}
