package org.techindex.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.techindex.api.world.PublishedWorld;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;

class ContractTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static RunningApi api = start();

  private static RunningApi start() {
    PublishedWorld world = new PublishedWorld(DATABASE);
    world.release(
        "2026-10", 1, Instant.parse("2026-11-03T09:30:00Z"), PublishedWorld.sixTables("2026-10"));
    world.release(
        "2026-11",
        1,
        Instant.parse("2026-12-01T09:30:00Z"),
        PublishedWorld.sixTables("2026-11"),
        PublishedWorld.sixTables("2026-11"));
    world.live(1, PublishedWorld.sixTables("2026-12"));
    return RunningApi.start(DATABASE);
  }

  @BeforeAll
  static void isStarted() {
    assertThat(api.port()).isPositive();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  static Iterable<String> paths() {
    return api.contract().paths();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void everyPathOfTheContractAnswersAsItSays(String template) {
    if (template.endsWith("/live/changes")) {
      return; // A stream that never ends: LiveChangesTest listens to it.
    }
    String path =
        template
            .replace("{release}", "2026-11.v1")
            .replace("{sector}", "ai-and-data")
            .replace("{cluster}", "ai-and-data.london");
    String query =
        path.endsWith("/places")
            ? "?q=barns"
            : path.endsWith("/compare")
                ? "?with=2026-10"
                : path.endsWith("/what-if") ? "?weights=activity:1" : "";
    assertThat(api.get(path + query).statusCode()).as(path).isEqualTo(200);
  }

  @Test
  void isAnOpenApiDocument() {
    assertThat(api.json("/api/v1/openapi.json").at("/openapi").asString()).isEqualTo("3.1.0");
  }
}
