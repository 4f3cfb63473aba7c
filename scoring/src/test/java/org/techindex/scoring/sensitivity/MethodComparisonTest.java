package org.techindex.scoring.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.techindex.common.signal.SignalKind.BUSINESS;
import static org.techindex.common.signal.SignalKind.EVENT;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.techindex.common.grid.LatLon;
import org.techindex.common.method.Centroid;
import org.techindex.common.method.ClustererSpec.NearestCentroid;
import org.techindex.common.method.Counting;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.method.IntervalSettings;
import org.techindex.common.method.Method;
import org.techindex.scoring.cluster.Agreement;
import org.techindex.scoring.cluster.CellLinks;
import org.techindex.scoring.share.World;

class MethodComparisonTest {

  @Test
  void twoMethodsAreComparedByTheirClustersAndRanks() {
    // a and b are one cluster by the second method: b's 6 signals of 18 move. By activity a leads
    // (8, 4, 2), by heads c does not change place: a + b (14), c (4).
    World world =
        new World()
            .with(8, BUSINESS, 'a')
            .with(4, BUSINESS, 'b')
            .with(2, EVENT, 'b')
            .with(2, BUSINESS, 'c')
            .with(2, EVENT, 'c');
    Method apart =
        method(
            "apart",
            new Counting.Factors(new FactorWeights(1, 0, 0, 0, 0)),
            List.of(50.0, 50.5, 51.0));
    Method together = method("together", new Counting.Heads(), List.of(50.25, 51.0));

    List<Agreement> agreements =
        new MethodComparison(world.totals(), world.classified(), CellLinks.NONE)
            .agreements(List.of(apart, together));

    assertThat(agreements).hasSize(1);
    Agreement agreement = agreements.getFirst();
    assertThat(agreement.first()).isEqualTo("apart");
    assertThat(agreement.second()).isEqualTo("together");
    assertThat(agreement.signals()).isEqualTo(18);
    assertThat(agreement.movedSignals()).isEqualTo(6);
    assertThat(agreement.pairs())
        .extracting(Agreement.Pair::firstRank, Agreement.Pair::secondRank)
        .containsExactly(tuple(1, 1), tuple(3, 2));
  }

  private static Method method(String name, Counting counting, List<Double> latitudes) {
    return new Method(
        name,
        counting,
        Optional.empty(),
        8,
        new NearestCentroid(
            latitudes.stream()
                .map(latitude ->
                    new Centroid(Optional.empty(), "centre", new LatLon(latitude, -1.5)))
                .toList()),
        IntervalSettings.DEFAULT);
  }
}
