package org.techindex.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicLong clockNanos = new AtomicLong();

  @Test
  void awayFromATerminalThereIsALineEveryTenSeconds() {
    try (Progress progress = progress(false, 1_000)) {
      at(5, progress, 100);
      at(10, progress, 250);
      at(15, progress, 300);
      at(20, progress, 500);
    }

    // 250 in 10 s are 25/s, so 750 take 30 s more; 500 in 20 s are 25/s, so 500 take 20 s.
    assertThat(lines())
        .containsExactly(
            "publish a.csv: 250 of 1,000 lines, 25 %, 25/s, 30 s left",
            "publish a.csv: 500 of 1,000 lines, 50 %, 25/s, 20 s left");
  }

  @Test
  void withoutATotalOnlyWhatIsDoneIsTold() {
    try (Progress progress = progress(false, 0)) {
      at(10, progress, 120);
    }

    assertThat(lines()).containsExactly("publish a.csv: 120 lines, 12/s");
  }

  @Test
  void longTimesAreToldInMinutes() {
    try (Progress progress = progress(false, 1_000)) {
      at(10, progress, 100);
    }

    // 900 at 10/s: 90 s.
    assertThat(lines())
        .containsExactly("publish a.csv: 100 of 1,000 lines, 10 %, 10/s, 1 min 30 s left");
  }

  @Test
  void onATerminalTheLineIsDrawnAgainAndCleared() {
    try (Progress progress = progress(true, 10)) {
      at(1, progress, 5);
    }

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .startsWith("\r\u001b[K[████████████············] publish a.csv: 5 of 10 lines, 50 %")
        .endsWith("\r\u001b[K");
  }

  private Progress progress(boolean terminal, long total) {
    return new Progress(
        new Progress.Display(
            new PrintStream(shown, true, StandardCharsets.UTF_8), terminal, clockNanos::get),
        "publish a.csv",
        "lines",
        total);
  }

  private void at(int seconds, Progress progress, long done) {
    clockNanos.set(Duration.ofSeconds(seconds).toNanos());
    progress.reached(done);
  }

  private String[] lines() {
    return shown.toString(StandardCharsets.UTF_8).split("\n");
  }
}
