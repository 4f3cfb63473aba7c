package org.techindex.scoring.weigh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.techindex.common.signal.SignalKind.BUSINESS;
import static org.techindex.common.signal.SignalKind.EVENT;
import static org.techindex.common.signal.SignalKind.PUBLICATION;

import org.junit.jupiter.api.Test;
import org.techindex.common.method.Counting;
import org.techindex.common.method.FactorWeights;
import org.techindex.scoring.share.FactorShares;
import org.techindex.scoring.share.World;

class WeighedRowsTest {

  private static final Counting HEADS = new Counting.Heads();

  @Test
  void weightsOfAbsentFactorsAreSharedAmongTheOthers() {
    // Activity a 3/4, events a 1/4. Weights 0.4 and 0.2 of 0.6 are 2/3 and 1/3:
    // a = 100 * (2/3 * 3/4 + 1/3 * 1/4) = 58.33.
    Counting counting = new Counting.Factors(new FactorWeights(0.4, 0.2, 0.2, 0.1, 0.1));
    World world =
        new World()
            .with(3, BUSINESS, 'a')
            .with(1, BUSINESS, 'b')
            .with(1, EVENT, 'a')
            .with(3, EVENT, 'b');

    WeighedRows rows = WeighedRows.of(world.shares("a b", counting), counting);

    double[] percentages = {rows.percentages().percentage(0), rows.percentages().percentage(1)};
    assertThat(Math.max(percentages[0], percentages[1])).isCloseTo(58 + 1.0 / 3, within(1e-10));
    assertThat(percentages[0] + percentages[1]).isCloseTo(100, within(1e-10));
    assertThat(rows.percentages().weight(0)).isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void headsAreThePlainShareOfAllSignals() {
    World world =
        new World()
            .with(5, BUSINESS, 'a')
            .with(1, EVENT, 'a')
            .with(1, BUSINESS, 'b')
            .with(1, PUBLICATION, 'c');

    WeighedRows rows = WeighedRows.of(world.shares("a b", HEADS), HEADS);

    assertThat(rows.percentages().percentage(0)).isEqualTo(75);
    assertThat(rows.percentages().percentage(1)).isEqualTo(12.5);
    assertThat(rows.percentages().percentage(2)).isEqualTo(12.5);
    assertThat(rows.percentages().contribution(0, 0)).isEqualTo(62.5);
    assertThat(rows.rank(0)).isEqualTo(1);
  }

  @Test
  void equalHeadsShareARankWhateverTheyAreMadeOf() {
    // 3 + 0 and 1 + 2 of 7 signals in all: thirds and sevenths that floating point cannot hold.
    World world =
        new World()
            .with(3, BUSINESS, 'a')
            .with(1, BUSINESS, 'b')
            .with(2, EVENT, 'b')
            .with(1, PUBLICATION, 'c');

    WeighedRows rows = WeighedRows.of(world.shares("a b c", HEADS), HEADS);

    assertThat(new int[] {rows.rank(0), rows.rank(1), rows.rank(2)}).containsExactly(1, 1, 3);
  }

  @Test
  void whereAllTheWeightLiesOnAbsentFactorsThoseWithDataCountAlike() {
    Counting counting = new Counting.Factors(new FactorWeights(0, 0, 0, 1, 0));
    FactorShares shares =
        new World().with(1, BUSINESS, 'a').with(1, EVENT, 'b').shares("a b", counting);

    WeighedRows rows = WeighedRows.of(shares, counting);

    assertThat(rows.percentages().percentage(0)).isEqualTo(50);
    assertThat(rows.warnings())
        .containsExactly(
            "All the weight lies on factors without data: the factors that have data count alike.");
  }

  @Test
  void withoutSignalsElsewhereHasNothing() {
    Counting counting = new Counting.Factors(new FactorWeights(1, 0, 0, 0, 0));

    WeighedRows rows = WeighedRows.of(new World().shares("", counting), counting);

    assertThat(rows.percentages().rows()).isEqualTo(1);
    assertThat(rows.percentages().percentage(0)).isZero();
  }

  @Test
  void oneSignalIsTheWholeSector() {
    Counting counting = new Counting.Factors(new FactorWeights(0.4, 0.2, 0.2, 0.1, 0.1));

    WeighedRows rows =
        WeighedRows.of(new World().with(1, EVENT, 'a').shares("a", counting), counting);

    assertThat(rows.percentages().percentage(0)).isEqualTo(100);
    assertThat(rows.rank(0)).isEqualTo(1);
  }

  @Test
  void percentagesArePrintedWithOneDecimal() {
    assertThat(WeighedRows.printed(21.46)).isEqualTo("21.5");
    assertThat(WeighedRows.printed(0.04)).isEqualTo("0.0");
    assertThat(WeighedRows.printed(100)).isEqualTo("100.0");
  }
}
