package org.techindex.scoring.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.techindex.scoring.share.Golden;

class CountRanksTest {

  @Test
  void theTestVectorOfTheDesignComesOutExactly() {
    double[] counts = {577, 336, 191, 176, 160, 159, 147, 147, 128, 127};

    assertThat(CountRanks.rankSets(counts, 0.95))
        .containsExactly(
            new RankSet(1, 1),
            new RankSet(2, 2),
            new RankSet(3, 8),
            new RankSet(3, 10),
            new RankSet(3, 10),
            new RankSet(3, 10),
            new RankSet(3, 10),
            new RankSet(3, 10),
            new RankSet(4, 10),
            new RankSet(4, 10));
  }

  @Test
  void rankSetsAgreeWithTheReferenceProgram() {
    // count_ranks.py, beside the golden file.
    Map<String, List<List<String>>> sets = new LinkedHashMap<>();
    Golden.rows("/interval/count_ranks.csv")
        .forEach(row -> sets.computeIfAbsent(row.get(0), _ -> new ArrayList<>()).add(row));

    assertThat(sets).hasSize(4);
    sets.forEach((name, rows) -> {
      double[] counts = rows.stream().mapToDouble(row -> Double.parseDouble(row.get(1))).toArray();
      assertThat(CountRanks.rankSets(counts, 0.95))
          .as(name)
          .containsExactly(
              rows.stream()
                  .map(row ->
                      new RankSet(Integer.parseInt(row.get(2)), Integer.parseInt(row.get(3))))
                  .toArray(RankSet[]::new));
    });
  }

  @Test
  void noClusterOrOneClusterNeedsNoComparison() {
    assertThat(CountRanks.rankSets(new double[0], 0.95)).isEmpty();
    assertThat(CountRanks.rankSets(new double[] {7}, 0.95)).containsExactly(new RankSet(1, 1));
  }
}
