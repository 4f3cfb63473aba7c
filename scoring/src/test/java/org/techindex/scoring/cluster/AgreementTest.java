package org.techindex.scoring.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.scoring.world.SyntheticWorld;

class AgreementTest {

  /** Six cells of one signal each. */
  private static final WeightedCells SIX = SyntheticWorld.of("0 0 0 0 0 0\n").cells();

  /**
   * First: {1,2,3} {4,5,6}; second: {1,2} {3,4} {5,6}, in any numbering. Pairs of cells together in
   * both: 12 and 56, so 2. In the first 3 + 3 = 6, in the second 3, of 15 in all. Expected 6 * 3 /
   * 15 = 1.2, most (6 + 3) / 2 = 4.5: (2 - 1.2) / (4.5 - 1.2) = 0.8 / 3.3 = 0.242424...
   */
  @Test
  void adjustedRandIndexIsThatOfHubertAndArabie() {
    Agreement agreement = agreement(new int[] {0, 0, 0, 1, 1, 1}, new int[] {0, 0, 1, 1, 2, 2});
    assertThat(agreement.adjustedRandIndex()).isCloseTo(8.0 / 33, within(1e-12));
    // Partners by signals shared: two pairs of clusters share two signals each; 6 - 4 moved.
    assertThat(agreement.movedSignals()).isEqualTo(2);
    assertThat(agreement.pairs()).hasSize(2);
    assertThat(agreement.onlyFirst()).isZero();
    assertThat(agreement.onlySecond()).isEqualTo(1);
  }

  @Test
  void equalPartitionsAgreeFully() {
    Agreement agreement = agreement(new int[] {0, 0, 1, 1, 2, -1}, new int[] {2, 2, 0, 0, 1, -1});
    assertThat(agreement.adjustedRandIndex()).isEqualTo(1);
    assertThat(agreement.movedSignals()).isZero();
    assertThat(agreement.changedRanks()).isZero();
  }

  /**
   * The second leaves two cells Elsewhere. With Elsewhere as a class: as {1,2,3} {4,5,6} beside
   * {1,2} {3,6} {4,5}: together 2, 6 and 3 of 15: 8/33. In clusters of both only 1, 2, 4, 5: equal.
   */
  @Test
  void elsewhereIsAClassOfItsOwnAndCanBeLeftOut() {
    Agreement agreement = agreement(new int[] {0, 0, 0, 1, 1, 1}, new int[] {0, 0, -1, 1, 1, -1});
    assertThat(agreement.adjustedRandIndex()).isCloseTo(8.0 / 33, within(1e-12));
    assertThat(agreement.adjustedRandIndexInClusters()).isEqualTo(1);
    assertThat(agreement.movedSignals()).isEqualTo(2);
  }

  /**
   * Cells of 1, 2 and 4 signals, all seven in one cluster or the 4 in one of their own. Together: 3
   * + 6 = 9; in the first 21, in the second 9, of 21: expected 9, so the index is 0.
   */
  @Test
  void cellsCountWithTheirSignals() {
    WeightedCells cells = SyntheticWorld.of("0 1 2\n").cells();
    Clustering whole = clustering(cells, new int[] {0, 0, 0}, 1);
    int heavy = cells.signals(0) == 4 ? 0 : cells.signals(1) == 4 ? 1 : 2;
    int[] groups = {0, 0, 0};
    groups[heavy] = 1;
    Agreement agreement =
        Agreement.between(
            cells,
            Agreement.Ranked.byWeight("whole", whole),
            Agreement.Ranked.byWeight("split", clustering(cells, groups, 2)));
    assertThat(agreement.adjustedRandIndex()).isZero();
    assertThat(agreement.movedSignals()).isEqualTo(3);
    assertThat(agreement.signals()).isEqualTo(7);
  }

  @Test
  void ranksOfPartnersAreCompared() {
    Clustering clustering = clustering(SIX, new int[] {0, 0, 0, 1, 1, 2}, 3);
    Agreement agreement =
        Agreement.between(
            SIX,
            new Agreement.Ranked("heads", clustering, List.of(1, 2, 3)),
            new Agreement.Ranked("factors", clustering, List.of(2, 1, 3)));
    assertThat(agreement.changedRanks()).isEqualTo(2);
    assertThat(agreement.meanRankChange()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(agreement.largestRankChanges(1).lines())
        .singleElement()
        .asString()
        .endsWith(": rank 1 by heads, 2 by factors");
  }

  @Test
  void equalWeightsShareARank() {
    Clustering clustering = clustering(SIX, new int[] {0, 0, 1, 1, 2, -1}, 3);
    assertThat(Agreement.Ranked.byWeight("heads", clustering).ranks()).containsExactly(1, 1, 3);
  }

  @Test
  void theTableHasOneLineForEachPairOfMethods() {
    List<Agreement.Ranked> three =
        List.of(
            Agreement.Ranked.byWeight("a", clustering(SIX, new int[] {0, 0, 0, 1, 1, 1}, 2)),
            Agreement.Ranked.byWeight("b", clustering(SIX, new int[] {0, 0, 1, 1, 2, 2}, 3)),
            Agreement.Ranked.byWeight("c", clustering(SIX, new int[] {0, 0, 0, 1, 1, 1}, 2)));
    String table = Agreement.table(Agreement.ofAll(SIX, three));
    assertThat(table.lines()).hasSize(2 + 3);
    assertThat(table.lines().skip(2).map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "a b 0.242 0.242 33.3 2 0 0.0 0 and 1",
            "a c 1.000 1.000 0.0 2 0 0.0 0 and 0",
            "b c 0.242 0.242 33.3 2 0 0.0 1 and 0");
  }

  private static Agreement agreement(int[] first, int[] second) {
    return Agreement.between(
        SIX,
        Agreement.Ranked.byWeight("first", clustering(SIX, first, 3)),
        Agreement.Ranked.byWeight("second", clustering(SIX, second, 3)));
  }

  private static Clustering clustering(WeightedCells cells, int[] groups, int count) {
    return Clustering.aroundHeaviestCells(cells, groups, count, List.of(), List.of());
  }
}
