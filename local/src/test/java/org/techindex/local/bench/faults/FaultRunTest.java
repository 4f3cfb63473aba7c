package org.techindex.local.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultRunTest {

  @Test
  void everyRecordIsAccountedForAfterKillsAndCuts(@TempDir Path directory) throws Exception {
    FaultRun.Outcome outcome =
        new FaultRun(directory, 1, _ -> {})
            .run(
                List.of(
                    FaultKind.TERMINATE_BACKENDS,
                    FaultKind.KILL_INGEST,
                    FaultKind.DATABASE_RESET,
                    FaultKind.KAFKA_RESET));

    assertThat(outcome.account().examples()).isEmpty();
    assertThat(outcome.account().balances()).isTrue();
    assertThat(outcome.account().versions()).isPositive();
    assertThat(outcome.account().refusals()).isPositive();
  }

  @Test
  void everyKindOfFaultIsDrawnOnceInTwentyRounds() {
    // 15 kinds and five more kills of ingest.
    assertThat(FaultRun.draw(20, 7)).contains(FaultKind.values()).hasSize(20);
  }
}
