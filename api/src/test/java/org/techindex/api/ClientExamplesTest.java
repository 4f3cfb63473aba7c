package org.techindex.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.techindex.api.world.PublishedWorld;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;

/** Runs the client examples of the documentation as they stand there. */
class ClientExamplesTest {

  private static final Path EXAMPLES = Path.of("../docs/examples");

  @ParameterizedTest
  @CsvSource({"sh, fetch.sh", "python3, fetch.py", "Rscript, fetch.R"})
  void examplePrintsTheLeaderOfAiAndData(String program, String file)
      throws IOException, InterruptedException {
    assumeTrue(isThere(program), program + " is not on this machine");
    TestDatabase database = TestPostgres.freshDatabase();
    new PublishedWorld(database)
        .release(
            "2026-11",
            1,
            Instant.parse("2026-12-01T09:30:00Z"),
            PublishedWorld.sixTables("2026-11"));
    try (RunningApi api = RunningApi.start(database)) {
      List<String> command = new ArrayList<>(List.of(program));
      command.add(EXAMPLES.resolve(file).toString());
      command.add("http://127.0.0.1:" + api.port());
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).contains("London").contains("50.0");
    }
  }

  private static boolean isThere(String program) throws IOException, InterruptedException {
    return Files.isDirectory(EXAMPLES)
        && new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
  }
}
