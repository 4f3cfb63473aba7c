package org.techindex.scoring.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.techindex.common.signal.SignalKind.BUSINESS;
import static org.techindex.common.signal.SignalKind.EVENT;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.techindex.common.method.Counting;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.method.IntervalSettings;
import org.techindex.common.method.Method;
import org.techindex.common.method.MethodFile;
import org.techindex.common.method.Percentages;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.share.FactorShares;
import org.techindex.scoring.share.World;
import org.techindex.scoring.weigh.WeighedRows;

class IntervalsTest {

  private static final FactorWeights ACTIVITY = new FactorWeights(1, 0, 0, 0, 0);

  @Test
  void twoClustersAreToldApartFromTheNormalQuantileOn() {
    // x and y businesses and nothing else: T_x - T_y = 100 (x - y) / n, with n = x + y. Its
    // deviation
    // is 100 * sqrt(sum (1 -+ (x - y) / n)^2) / n = 200 sqrt(x y / n) / n. For 60 and 40: 20
    // points,
    // deviation 9.798: 2.04 deviations. For 59 and 41: 18 points, 9.837: 1.83. Two-sided 5 % of a
    // normal variable is 1.96.
    assertThat(rankSets(60, 40)).containsExactly(new RankSet(1, 1), new RankSet(2, 2));
    assertThat(rankSets(59, 41)).containsExactly(new RankSet(1, 2), new RankSet(1, 2));
  }

  @Test
  void whatIsToldApartMakesRoomForTheRest() {
    // A large cluster far ahead, and four of which the largest and least are 2.6 deviations apart:
    // 60 and 35 of 1,000, 2.5 points, sqrt(0.06 + 0.035 - 0.025^2) / sqrt(1000) = 0.97 points.
    World world =
        new World()
            .with(860, BUSINESS, 'a')
            .with(60, BUSINESS, 'b')
            .with(45, BUSINESS, 'c')
            .with(35, BUSINESS, 'd');
    FactorShares shares = world.shares("a b c d", new Counting.Factors(ACTIVITY));
    Percentages percentages = Percentages.of(shares.factors(), shares.shares(), ACTIVITY);

    RankSet[] sets =
        new WeightedRanks(0.95, 4000)
            .rankSets(percentages, SignalNoise.of(shares, percentages), RandomStream.of("rest"));

    assertThat(sets)
        .containsExactly(
            new RankSet(1, 1), new RankSet(2, 3), new RankSet(2, 4), new RankSet(3, 4));
  }

  @Test
  void oneClusterOrOneSignalHasOneRank() {
    List<Interval> intervals = intervals(new World().with(1, BUSINESS, 'a'), "a");

    assertThat(intervals).containsExactly(new Interval(1, 1, 100, 100, 1, 1, 1));
  }

  @Test
  void whereAllLiesInOneCellThereIsNothingToBeUnsureOf() {
    World world = new World().with(50, BUSINESS, 'a').with(7, EVENT, 'a');

    assertThat(intervals(world, "a")).containsExactly(new Interval(1, 1, 100, 100, 1, 1, 1));
  }

  @Test
  void aClusterOfZeroWeightComesLast() {
    World world =
        new World()
            .with(5, BUSINESS, 'a')
            .with(5, BUSINESS, 'b')
            .with(new World.Seen(Sector.AI_AND_DATA, BUSINESS, 'c', 0, 1_000_000, 0));

    Interval zero = intervals(world, "a b c").get(2);

    assertThat(zero.highRank()).isEqualTo(3);
    assertThat(zero.lowPercentage()).isZero();
    assertThat(zero.medianRankAnyWeights()).isEqualTo(3);
  }

  @Test
  void withoutSignalsThereAreNoIntervals() {
    assertThat(intervals(new World(), "")).isEmpty();
  }

  @Test
  void rankUnderAnyWeightsCountsTheSimplex() {
    // Activity a 3/4, b 1/4; events a 1/4, b 1/2, Elsewhere 1/4. a leads where
    // w * 1/2 > (1 - w) * 1/4: from w = 1/3 on. w is even over 0 to 1, so in 2/3 of the draws.
    World world =
        new World()
            .with(3, BUSINESS, 'a')
            .with(1, BUSINESS, 'b')
            .with(1, EVENT, 'a')
            .with(2, EVENT, 'b')
            .with(1, EVENT, 'c');
    FactorShares shares = world.shares("a b", new Counting.Factors(ACTIVITY));

    AnyWeightsRanks ranks = AnyWeightsRanks.of(shares, 10_000, RandomStream.of("simplex"));

    // Standard error 0.005.
    assertThat(ranks.quantile(0, 0.64)).isEqualTo(1);
    assertThat(ranks.quantile(0, 0.69)).isEqualTo(2);
    assertThat(ranks.quantile(1, 0.31)).isEqualTo(1);
    assertThat(ranks.quantile(1, 0.36)).isEqualTo(2);
  }

  @Test
  void headCountsTakeTheExactComparison() {
    World world =
        new World().with(577, BUSINESS, 'a').with(336, EVENT, 'b').with(191, BUSINESS, 'c');
    Method method = MethodFile.find("uktii-2").method();
    FactorShares shares = world.shares("a b c", method.counting());

    List<Interval> intervals =
        new Intervals(method)
            .of(shares, WeighedRows.of(shares, method.counting()).percentages(), "seed");

    assertThat(intervals).extracting(Interval::lowRank).containsExactly(1, 2, 3);
    assertThat(intervals).extracting(Interval::highRank).containsExactly(1, 2, 3);
    // scipy.stats.beta.ppf(0.025, 577, 528) and (0.975, 578, 527)
    assertThat(intervals.getFirst().lowPercentage()).isCloseTo(49.270124, within(2e-6));
    assertThat(intervals.getFirst().highPercentage()).isCloseTo(55.246764, within(2e-6));
  }

  @Test
  void theSameSeedGivesTheSameIntervals() {
    World world = new World().with(30, BUSINESS, 'a').with(25, BUSINESS, 'b').with(20, EVENT, 'c');

    assertThat(intervals(world, "a b c")).isEqualTo(intervals(world, "a b c"));
  }

  @Test
  void inTablesDrawnAtRandomTheWholeSetHoldsEveryTrueRankAsOftenAsItSays() {
    // Five clusters with true shares 0.3, 0.25, 0.2, 0.15, 0.1; 300 tables of 400 signals each.
    double[] upTo = {0.3, 0.55, 0.75, 0.9, 1};
    RandomStream random = RandomStream.of("coverage");
    int tables = 300;
    int holding = 0;
    for (int table = 0; table < tables; table++) {
      int[] counts = new int[5];
      for (int signal = 0; signal < 400; signal++) {
        double drawn = random.nextUniform();
        int cluster = 0;
        while (drawn > upTo[cluster]) {
          cluster++;
        }
        counts[cluster]++;
      }
      holding += holdsTrueRanks(counts, "table " + table) ? 1 : 0;
    }
    // 95 % of 300 is 285, with a standard error of 3.8.
    assertThat(holding).isGreaterThanOrEqualTo(274);
  }

  private static boolean holdsTrueRanks(int[] counts, String seedText) {
    World world = new World();
    for (int cluster = 0; cluster < counts.length; cluster++) {
      world.with(counts[cluster], BUSINESS, (char) ('a' + cluster));
    }
    // Labels go by weight: the cluster of the largest count is 0. The true rank of each is known.
    FactorShares shares = world.shares("a b c d e", new Counting.Factors(ACTIVITY));
    Percentages percentages = Percentages.of(shares.factors(), shares.shares(), ACTIVITY);
    RankSet[] sets =
        new WeightedRanks(0.95, 400)
            .rankSets(percentages, SignalNoise.of(shares, percentages), RandomStream.of(seedText));
    int[] labels = world.clusters("a b c d e").labels();
    for (int cluster = 0; cluster < counts.length; cluster++) {
      // The cells of the places need not ascend: the label of the cell tells the cluster.
      RankSet set = sets[labels[world.position((char) ('a' + cluster))]];
      if (set.low() > cluster + 1 || set.high() < cluster + 1) {
        return false;
      }
    }
    return true;
  }

  private static RankSet[] rankSets(int left, int right) {
    World world = new World().with(left, BUSINESS, 'a').with(right, BUSINESS, 'b');
    FactorShares shares = world.shares("a b", new Counting.Factors(ACTIVITY));
    Percentages percentages = Percentages.of(shares.factors(), shares.shares(), ACTIVITY);
    return new WeightedRanks(0.95, 10_000)
        .rankSets(percentages, SignalNoise.of(shares, percentages), RandomStream.of("two"));
  }

  private static List<Interval> intervals(World world, String groups) {
    Method live = MethodFile.byDefault().method();
    Method method =
        new Method(
            "test",
            live.counting(),
            Optional.empty(),
            8,
            live.clusterer(),
            new IntervalSettings(0.95, 400, 400));
    FactorShares shares = world.shares(groups, method.counting());
    return new Intervals(method)
        .of(shares, WeighedRows.of(shares, method.counting()).percentages(), "seed");
  }
}
