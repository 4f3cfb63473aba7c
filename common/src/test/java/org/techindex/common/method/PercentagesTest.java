package org.techindex.common.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PercentagesTest {

  private static final List<Factor> TWO = List.of(Factor.ACTIVITY, Factor.EVENTS);

  @Test
  void aPercentageIsTheSumOfItsContributions() {
    // Weights 0.75 and 0.25; shares 1/3 and 1/7: 25 + 25/7.
    double[][] shares = {{1.0 / 3, 1.0 / 7}, {2.0 / 3, 6.0 / 7}};

    Percentages percentages = Percentages.of(TWO, shares, new FactorWeights(0.75, 0.25, 0, 0, 0));

    assertThat(percentages.percentage(0)).isCloseTo(25 + 25.0 / 7, within(1e-11));
    for (int row = 0; row < 2; row++) {
      assertThat(percentages.contribution(row, 0) + percentages.contribution(row, 1))
          .isEqualTo(percentages.percentage(row));
      assertThat(percentages.contribution(row, 1) + percentages.contribution(row, 0))
          .isEqualTo(percentages.percentage(row));
    }
    assertThat(percentages.percentage(0) + percentages.percentage(1)).isCloseTo(100, within(1e-11));
  }

  @Test
  void otherWeightsGiveOtherRanks() {
    double[][] shares = {{0.6, 0.1}, {0.3, 0.2}, {0.1, 0.7}};

    assertThat(Percentages.of(TWO, shares, FactorWeights.inProportion(9, 1, 0, 0, 0)).ranks(3))
        .containsExactly(1, 2, 3);
    assertThat(Percentages.of(TWO, shares, FactorWeights.inProportion(0, 1e9, 0, 0, 0)).ranks(3))
        .containsExactly(3, 2, 1);
  }

  @Test
  void weightsOfFactorsThatAreNotInForceAreRescaled() {
    Percentages percentages =
        Percentages.of(TWO, new double[][] {{1, 1}}, new FactorWeights(0.3, 0.1, 0.6, 0, 0));

    assertThat(percentages.weight(0)).isCloseTo(0.75, within(1e-15));
    assertThat(percentages.percentage(0)).isCloseTo(100, within(1e-11));
  }

  @Test
  void weightOnAbsentFactorsOnlyIsRefusedByName() {
    assertThatThrownBy(
            () -> Percentages.of(TWO, new double[1][2], new FactorWeights(0, 0, 0, 1, 0)))
        .hasMessage(
            "all the weight lies on factors without data: give one of activity, events a weight");
  }

  @Test
  void aRowMustHaveAShareForEachFactor() {
    assertThatThrownBy(
            () -> Percentages.of(TWO, new double[1][3], new FactorWeights(1, 0, 0, 0, 0)))
        .hasMessage("row 0 has 3 shares for 2 factors");
  }

  @Test
  void equalValuesShareARank() {
    assertThat(Percentages.ranks(new double[] {5, 9, 5, 1})).containsExactly(2, 1, 2, 4);
    assertThat(Percentages.ranks(new double[] {})).isEmpty();
    assertThat(Percentages.ranks(new double[] {0, 0, 0})).containsExactly(1, 1, 1);
  }
}
