package org.techindex.scoring.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.techindex.common.signal.SignalKind.BUSINESS;
import static org.techindex.common.signal.SignalKind.EVENT;
import static org.techindex.common.signal.SignalKind.INSTITUTION;
import static org.techindex.common.signal.SignalKind.PUBLICATION;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.techindex.common.method.Counting;
import org.techindex.common.method.Factor;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.GivenClusters;
import org.techindex.scoring.share.World.Seen;
import org.techindex.scoring.total.SectorTotals;

class FactorSharesTest {

  private static final Counting FACTORS =
      new Counting.Factors(new FactorWeights(0.4, 0.2, 0.2, 0.1, 0.1));
  private static final Counting HEADS = new Counting.Heads();

  @Test
  void aFactorIsSharedAmongClustersAndElsewhere() {
    World world = new World().with(8, BUSINESS, 'a').with(4, BUSINESS, 'b').with(4, BUSINESS, 'c');

    FactorShares shares = world.shares("a b", FACTORS);

    // 8, 4 and 4 of 16.
    assertThat(shares.clusters()).isEqualTo(2);
    FactorAmounts activity = shares.amounts().getFirst();
    assertThat(activity.factor()).isEqualTo(Factor.ACTIVITY);
    assertThat(activity.nationalMillionths()).isEqualTo(16_000_000);
    assertThat(activity.amountMillionths(0)).isEqualTo(8_000_000);
    assertThat(activity.share(0)).isEqualTo(0.5);
    assertThat(activity.share(1)).isEqualTo(0.25);
    assertThat(activity.share(2)).isEqualTo(0.25);
  }

  @Test
  void universitiesAreHalfPublicationsAndHalfInstitutionsByStaff() {
    World world =
        new World()
            .with(3, PUBLICATION, 'a')
            .with(1, PUBLICATION, 'b')
            .with(institution('a', 10))
            .with(institution('b', 30));

    FactorAmounts universities = world.shares("a b", FACTORS).amounts().getFirst();

    // Publications 3/4 and 1/4, staff 1/4 and 3/4: half and half is 1/2 each.
    assertThat(universities.factor()).isEqualTo(Factor.UNIVERSITIES);
    assertThat(universities.share(0)).isEqualTo(0.5);
    assertThat(universities.share(1)).isEqualTo(0.5);
    assertThat(universities.amountMillionths(0)).isEqualTo(500_000);
    assertThat(universities.nationalMillionths()).isEqualTo(1_000_000);
  }

  @Test
  void whereInstitutionsAreAbsentPublicationsCountWhole() {
    World world = new World().with(3, PUBLICATION, 'a').with(1, PUBLICATION, 'b');

    FactorAmounts universities = world.shares("a b", FACTORS).amounts().getFirst();

    assertThat(universities.share(0)).isEqualTo(0.75);
    assertThat(universities.amountMillionths(0)).isEqualTo(3_000_000);
  }

  @Test
  void wherePublicationsAreAbsentInstitutionsCountWhole() {
    World world = new World().with(institution('a', 10)).with(institution('b', 30));

    FactorAmounts universities = world.shares("b a", FACTORS).amounts().getFirst();

    assertThat(universities.nationalMillionths()).isEqualTo(40_000_000);
    assertThat(universities.share(0) + universities.share(1)).isEqualTo(1);
  }

  @Test
  void aFactorWithoutDataIsDroppedAndSaidSo() {
    FactorShares shares = new World().with(1, BUSINESS, 'a').shares("a", FACTORS);

    assertThat(shares.factors()).containsExactly(Factor.ACTIVITY);
    assertThat(shares.warnings())
        .containsExactly(
            "Factor events has no data: the weights of the other factors are rescaled.",
            "Factor universities has no data: the weights of the other factors are rescaled.",
            "Factor influence has no data: the weights of the other factors are rescaled.",
            "Factor specialisms has no data: the weights of the other factors are rescaled.");
  }

  @Test
  void withoutSignalsThereIsNoFactorInForce() {
    FactorShares shares = new World().shares("", FACTORS);

    assertThat(shares.clusters()).isZero();
    assertThat(shares.factors()).isEmpty();
    assertThat(shares.warnings()).containsExactly("There are no signals: every percentage is 0.");
  }

  @Test
  void signalsOfZeroWeightAreAsGoodAsNone() {
    World world = new World().with(new Seen(Sector.AI_AND_DATA, BUSINESS, 'a', 0, 1_000_000, 0));

    FactorShares shares = world.shares("a", FACTORS);

    assertThat(shares.factors()).isEmpty();
    assertThat(shares.warnings()).containsExactly("There are no signals: every percentage is 0.");
  }

  @Test
  void aSignalThatWeighsAMillionOutweighsTheRest() {
    // A million staff against 1: the share of b is 1 / (10^6 + 1).
    World world = new World().with(institution('a', 1_000_000)).with(institution('b', 1));

    FactorAmounts universities = world.shares("a b", FACTORS).amounts().getFirst();

    assertThat(universities.nationalMillionths()).isEqualTo(1_000_001_000_000L);
    assertThat(Math.min(universities.share(0), universities.share(1))).isEqualTo(1 / 1_000_001.0);
  }

  @Test
  void influenceIsKeptWhateverTheKindOfItsSignals() {
    World world =
        new World()
            .with(new Seen(Sector.AI_AND_DATA, BUSINESS, 'a', 1_000_000, 1_000_000, 3_000_000))
            .with(new Seen(Sector.AI_AND_DATA, EVENT, 'b', 1_000_000, 1_000_000, 1_000_000));

    FactorAmounts influence = world.shares("a b", FACTORS).amounts().get(2);

    assertThat(influence.factor()).isEqualTo(Factor.INFLUENCE);
    assertThat(influence.share(0) + influence.share(1)).isEqualTo(1);
    assertThat(Math.max(influence.share(0), influence.share(1))).isEqualTo(0.75);
    // (3/4)^2 of one signal.
    assertThat(influence.squaredShareOfUnknownKinds(influence.share(0) == 0.75 ? 0 : 1))
        .isEqualTo(0.5625);
  }

  @Test
  void aSignalsSquaredShareIsKeptByKind() {
    World world =
        new World().with(2, PUBLICATION, 'a').with(2, PUBLICATION, 'b').with(institution('a', 10));

    FactorAmounts universities = world.shares("a b", FACTORS).amounts().getFirst();

    // A publication weighs a quarter of half: 2 * (1/8)^2; the institution half: (1/2)^2.
    assertThat(universities.squaredShare(PUBLICATION, 0)).isEqualTo(2 / 64.0);
    assertThat(universities.squaredShare(INSTITUTION, 0)).isEqualTo(0.25);
    assertThat(universities.squaredShare(BUSINESS, 0)).isZero();
  }

  @Test
  void headsCountEverySignalOnceWhateverItsKind() {
    World world =
        new World()
            .with(2, BUSINESS, 'a')
            .with(1, EVENT, 'a')
            .with(2, PUBLICATION, 'b')
            .with(institution('b', 500));

    FactorShares shares = world.shares("a b", HEADS);

    assertThat(shares.factors())
        .containsExactly(Factor.ACTIVITY, Factor.EVENTS, Factor.UNIVERSITIES);
    assertThat(shares.headsMillionths(0)).isEqualTo(3_000_000);
    assertThat(shares.headsMillionths(1)).isEqualTo(3_000_000);
    assertThat(shares.amounts().get(2).nationalMillionths()).isEqualTo(3_000_000);
    assertThat(shares.warnings()).isEmpty();
  }

  @Test
  void specialismsAreNotDefinedForAllSectors() {
    World world = new World().with(1, Sector.ALL_SECTORS, BUSINESS, 'a');
    SectorTotals totals = world.totals(Sector.ALL_SECTORS);
    Specialisms specialisms = Specialisms.of(totals, GivenClusters.of(totals, 0), Map.of());

    FactorShares shares =
        FactorShares.of(totals, GivenClusters.of(totals, 0), specialisms, FACTORS);

    assertThat(specialisms.ofCluster(0)).isEmpty();
    assertThat(shares.warnings())
        .contains(
            "Specialisms are not defined for All sectors: the weights of the other factors are"
                + " rescaled.");
  }

  @Test
  void aClusteringOfOtherCellsIsRefused() {
    World one = new World().with(1, BUSINESS, 'a');
    World two = new World().with(1, BUSINESS, 'a').with(1, BUSINESS, 'b');

    assertThatThrownBy(
            () -> FactorShares.of(two.totals(), one.clusters("a"), one.specialisms("a"), FACTORS))
        .hasMessage("1 clustered cells for 2 cells of totals");
  }

  private static Seen institution(char place, int staff) {
    return new Seen(Sector.AI_AND_DATA, INSTITUTION, place, staff * 1_000_000L, 1_000_000, 0);
  }
}
