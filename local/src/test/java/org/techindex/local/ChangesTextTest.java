package org.techindex.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.techindex.common.release.ReleaseChanges;
import org.techindex.common.release.ReleaseChanges.ClusterChange;
import org.techindex.common.release.ReleaseChanges.IdentityEvent;
import org.techindex.common.release.ReleaseChanges.SectorChanges;

class ChangesTextTest {

  @Test
  void namesWhatMovedWithItsThreeCausesAndWhatCameAndWent() {
    ClusterChange moved =
        new ClusterChange(
            "leeds", "Leeds", OptionalInt.of(2), OptionalInt.of(1), 10, 12.5, 2.5, 2, 0.5, 0, true);
    ClusterChange still =
        new ClusterChange(
            "york", "York", OptionalInt.of(3), OptionalInt.of(3), 5, 5.04, 0.04, 0.04, 0, 0, false);
    ReleaseChanges changes =
        new ReleaseChanges(
            "2026-10.v1",
            "2026-11.v1",
            List.of(
                new SectorChanges(
                    "ai-and-data",
                    OptionalDouble.of(1),
                    0.9,
                    1,
                    List.of(moved, still),
                    List.of(
                        new IdentityEvent("merged", List.of("hull", "york"), List.of("york"))))));

    assertThat(ChangesText.lines(Optional.of(changes)))
        .containsExactly(
            "Compared with 2026-10.v1, in percentage points:",
            "ai-and-data                  first ten in common 100 %, rank-biased overlap 0.900",
            "  leeds                               10.0 ->  12.5"
                + "  (activity +2.0, boundary +0.5, method +0.0)",
            "  merged: hull, york -> york");
  }

  @Test
  void saysThatTheFirstReleaseHasNothingToCompareWith() {
    assertThat(ChangesText.lines(Optional.empty())).hasSize(1);
  }
}
