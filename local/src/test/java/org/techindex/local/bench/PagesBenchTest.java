package org.techindex.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.api.ApiService;
import org.techindex.api.ApiSettings;
import org.techindex.common.store.Migrations;
import org.techindex.local.embedded.EmbeddedDatabase;

/** Keeps the measurement of the pages from rotting: one visit, no look at the times. */
class PagesBenchTest {

  private static final Path SCRIPTS = Path.of("../api/src/main/web/build");

  @Test
  void everythingIsServedCompressedAndNothingJumps(@TempDir Path directory)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/chromium")) || System.getenv("CHROMIUM") != null,
        "Chromium is not installed, the pages are not measured: apt-get install chromium");
    assumeTrue(
        Files.isDirectory(SCRIPTS.resolveSibling("node_modules")),
        "npm is not installed, there are no pages to measure: install Node.js with npm");
    HikariConfig pool = new HikariConfig();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, false)) {
      pool.setJdbcUrl(database.jdbcUrl());
      pool.setMaximumPoolSize(4);
      try (HikariDataSource dataSource = new HikariDataSource(pool);
          ApiService api = new ApiService(ApiSettings.local(0, 0), dataSource)) {
        Migrations.apply(dataSource, System.err::println);
        ApiBench.publish(dataSource);
        api.start();
        PageFigures figures = PageFigures.measure(SCRIPTS, "http://127.0.0.1:" + api.port(), 1);
        assertThat(figures.scriptBytes()).isBetween(50_000L, 400_000L);
        assertThat(figures.allBytes()).isGreaterThan(figures.scriptBytes());
        assertThat(figures.layoutShift()).isLessThan(0.01);
      }
    }
  }
}
