package org.techindex.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.config.Settings;
import org.techindex.local.DataDirectory;
import org.techindex.local.LocalSystem;
import org.techindex.local.SystemSettings;
import org.techindex.local.Techindex;

/** The sample the whole way, then added up from its signals by a program of another language. */
class SampleBreakdownTest {

  private static final Path SCRIPT = Path.of("../docs/examples/add_up.py");
  private static final YearMonth MONTH = YearMonth.of(2026, 11);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void firstClusterOfEverySectorIsTheSumOfItsSignalsToTheLastDigit(@TempDir Path data)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.isReadable(SCRIPT)
            && new ProcessBuilder("sh", "-c", "command -v python3").start().waitFor() == 0,
        "python3 is not on this machine: the sums are not checked by another program");
    Settings settings = Settings.read(SystemSettings.ALL, Optional.empty(), Map.of(), Map.of());
    try (LocalSystem system =
        LocalSystem.start(DataDirectory.open(data), false, Optional.of(0), settings)) {
      system.publish(new SampleWorld(system.gazetteer(), MONTH)::forEach);
      assertThat(system.awaitStored(PATIENCE)).isTrue();
      assertThat(
              Techindex.commandLine()
                  .execute("release", "make", MONTH.toString(), "--data", data.toString()))
          .isZero();
      String address = system.pages().replaceFirst("/$", "");
      await().atMost(PATIENCE).until(() -> isThere(address + "/api/v1/releases/latest"));
      Process process =
          new ProcessBuilder("python3", SCRIPT.toString(), address)
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said.lines()).hasSize(6).allMatch(line -> line.endsWith(", equal"));
    }
  }

  private static boolean isThere(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
              .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    }
  }
}
