package org.techindex.scoring.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.techindex.common.signal.SignalKind.BUSINESS;
import static org.techindex.common.signal.SignalKind.EVENT;
import static org.techindex.common.signal.SignalKind.PUBLICATION;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.common.method.Counting;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.method.Percentages;
import org.techindex.scoring.share.FactorShares;
import org.techindex.scoring.share.Golden;
import org.techindex.scoring.share.World;

class WeightedRanksTest {

  @Test
  void rankSetsAgreeWithTheReferenceProgram() {
    // weighted_ranks.py, beside the golden file.
    FactorWeights weights = new FactorWeights(0.5, 0.25, 0.25, 0, 0);
    List<List<String>> rows = Golden.rows("/interval/weighted_ranks.csv");
    World world = new World();
    char place = 'a';
    for (List<String> row : rows) {
      world
          .with(Integer.parseInt(row.get(0)), BUSINESS, place)
          .with(Integer.parseInt(row.get(1)), EVENT, place)
          .with(Integer.parseInt(row.get(2)), PUBLICATION, place);
      place++;
    }
    // Places a to i are clusters, by falling number of signals; j is Elsewhere.
    FactorShares shares = world.shares("a b c d e f g h i", new Counting.Factors(weights));
    Percentages percentages = Percentages.of(shares.factors(), shares.shares(), weights);

    RankSet[] sets =
        new WeightedRanks(0.95, 20_000)
            .rankSets(percentages, SignalNoise.of(shares, percentages), RandomStream.of("golden"));

    assertThat(sets).hasSize(9);
    for (int row = 0; row < rows.size(); row++) {
      assertThat(percentages.percentage(row))
          .isCloseTo(Double.parseDouble(rows.get(row).get(3)), within(1e-9));
    }
    for (int cluster = 0; cluster < sets.length; cluster++) {
      assertThat(sets[cluster])
          .isEqualTo(
              new RankSet(
                  Integer.parseInt(rows.get(cluster).get(4)),
                  Integer.parseInt(rows.get(cluster).get(5))));
    }
  }
}
