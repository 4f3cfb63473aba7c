package org.techindex.local.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestBenchTest {

  @Test
  void measuresEveryStepOnAFewSignals(@TempDir Path directory) throws Exception {
    IngestBenchResult result =
        new IngestBench(6_000, 1, directory, Optional.empty(), _ -> {}).run();

    assertThat(result.signals()).isEqualTo(6_000);
    assertThat(result.meanBytes()).isBetween(300L, 1_500L);
    assertThat(result.sink()).isEmpty();
    assertThat(result.lines()).hasSize(7);
  }
}
