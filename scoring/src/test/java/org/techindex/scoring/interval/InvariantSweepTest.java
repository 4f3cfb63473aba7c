package org.techindex.scoring.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.techindex.common.method.Counting;
import org.techindex.common.method.Factor;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.method.IntervalSettings;
import org.techindex.common.method.Method;
import org.techindex.common.method.MethodFile;
import org.techindex.common.method.Percentages;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.scoring.share.FactorAmounts;
import org.techindex.scoring.share.FactorShares;
import org.techindex.scoring.share.World;
import org.techindex.scoring.share.World.Seen;
import org.techindex.scoring.weigh.WeighedRows;

/** What must hold in every world, swept over worlds drawn from seeds. */
class InvariantSweepTest {

  private static final int WORLDS = 40;
  private static final String PLACES = "abcdefghijkl";

  private static final Counting FACTORS =
      new Counting.Factors(new FactorWeights(0.4, 0.2, 0.2, 0.1, 0.1));
  private static final Counting HEADS = new Counting.Heads();
  private static final Method METHOD =
      new Method(
          "test",
          FACTORS,
          Optional.empty(),
          8,
          MethodFile.byDefault().method().clusterer(),
          new IntervalSettings(0.95, 100, 100));

  @Test
  void theOrderOfSignalsNeverMatters() {
    for (int seed = 0; seed < WORLDS; seed++) {
      List<Seen> signals = signals(seed);
      String groups = groups(seed, signals);
      List<Seen> permuted = permuted(signals, RandomStream.of("order " + seed));

      FactorShares shares = world(signals).shares(groups, FACTORS);
      FactorShares others = world(permuted).shares(groups, FACTORS);

      Percentages percentages = WeighedRows.of(shares, FACTORS).percentages();
      Percentages otherPercentages = WeighedRows.of(others, FACTORS).percentages();
      assertThat(others.shares()).isDeepEqualTo(shares.shares());
      for (int row = 0; row < percentages.rows(); row++) {
        assertThat(otherPercentages.percentage(row)).isEqualTo(percentages.percentage(row));
      }
      assertThat(new Intervals(METHOD).of(others, otherPercentages, "seed"))
          .isEqualTo(new Intervals(METHOD).of(shares, percentages, "seed"));
    }
  }

  @Test
  void sharesAddUpToOneAndPercentagesToAHundred() {
    for (int seed = 0; seed < WORLDS; seed++) {
      List<Seen> signals = signals(seed);
      for (Counting counting : List.of(FACTORS, HEADS)) {
        FactorShares shares = world(signals).shares(groups(seed, signals), counting);
        for (FactorAmounts factor : shares.amounts()) {
          double sum = 0;
          for (int row = 0; row < shares.rows(); row++) {
            sum += factor.share(row);
          }
          assertThat(sum).as("%s, seed %d", factor.factor(), seed).isCloseTo(1, within(1e-12));
        }
        Percentages percentages = WeighedRows.of(shares, counting).percentages();
        double sum = 0;
        for (int row = 0; row < percentages.rows(); row++) {
          sum += percentages.percentage(row);
        }
        assertThat(sum).as("seed %d", seed).isCloseTo(100, within(1e-9));
      }
    }
  }

  @Test
  void contributionsAddUpExactly() {
    for (int seed = 0; seed < WORLDS; seed++) {
      List<Seen> signals = signals(seed);
      FactorShares shares = world(signals).shares(groups(seed, signals), FACTORS);
      Percentages percentages = WeighedRows.of(shares, FACTORS).percentages();
      for (int row = 0; row < percentages.rows(); row++) {
        double backwards = 0;
        for (int factor = percentages.factors().size() - 1; factor >= 0; factor--) {
          backwards += percentages.contribution(row, factor);
        }
        assertThat(backwards).as("seed %d", seed).isEqualTo(percentages.percentage(row));
      }
    }
  }

  @Test
  void addingASignalNeverLowersItsFactorInItsCluster() {
    int compared = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      List<Seen> signals = signals(seed);
      String groups = groups(seed, signals);
      Seen added =
          signals.stream()
              .filter(signal -> signal.sector() == Sector.AI_AND_DATA)
              .skip(seed % 2)
              .findFirst()
              .orElse(signals.getFirst());
      List<Seen> more = new ArrayList<>(signals);
      more.add(new Seen(Sector.AI_AND_DATA, added.kind(), added.place(), 700_000, 900_000, 0));
      if (groups.indexOf(added.place()) < 0) {
        continue;
      }
      compared++;
      Factor factor = factorOf(added.kind());

      double before = share(world(signals), groups, added.place(), factor);
      double after = share(world(more), groups, added.place(), factor);

      assertThat(after).as("seed %d", seed).isGreaterThanOrEqualTo(before);
    }
    assertThat(compared).isGreaterThan(WORLDS / 2);
  }

  @Test
  void headCountThroughFactorsEqualsHeadCountDirect() {
    for (int seed = 0; seed < WORLDS; seed++) {
      List<Seen> signals = signals(seed);
      FactorShares shares = world(signals).shares(groups(seed, signals), HEADS);
      double all = 0;
      for (int row = 0; row < shares.rows(); row++) {
        all += shares.headsMillionths(row);
      }
      Percentages percentages = WeighedRows.of(shares, HEADS).percentages();
      for (int row = 0; row < shares.rows(); row++) {
        assertThat(percentages.percentage(row))
            .as("seed %d", seed)
            .isCloseTo(100 * shares.headsMillionths(row) / all, within(1e-9));
      }
    }
  }

  private static double share(World world, String groups, char place, Factor factor) {
    FactorShares shares = world.shares(groups, FACTORS);
    int label = world.clusters(groups).label(world.position(place));
    return shares.amounts().get(shares.factors().indexOf(factor)).share(label);
  }

  private static Factor factorOf(SignalKind kind) {
    return switch (kind) {
      case BUSINESS -> Factor.ACTIVITY;
      case EVENT -> Factor.EVENTS;
      case INSTITUTION, PUBLICATION -> Factor.UNIVERSITIES;
    };
  }

  private static World world(List<Seen> signals) {
    World world = new World();
    signals.forEach(world::with);
    return world;
  }

  /** 1 to 120 signals of two sectors; some worlds lack some kinds. */
  private static List<Seen> signals(int seed) {
    RandomStream random = RandomStream.of("world " + seed);
    int count = 1 + below(120, random);
    int kinds = 1 + below(4, random);
    List<Seen> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean own = i == 0 || random.nextUniform() < 0.7;
      signals.add(
          new Seen(
              own ? Sector.AI_AND_DATA : Sector.CLEAN_GROWTH,
              SignalKind.values()[below(kinds, random)],
              PLACES.charAt(below(PLACES.length(), random)),
              1 + (long) (5_000_000 * random.nextUniform()),
              1 + (long) (999_999 * random.nextUniform()),
              (long) (3_000_000 * random.nextUniform() * below(2, random))));
    }
    return signals;
  }

  /** Puts the places where AI and Data is into up to five clusters; some stay Elsewhere. */
  private static String groups(int seed, List<Seen> signals) {
    RandomStream random = RandomStream.of("groups " + seed);
    StringBuilder[] groups = new StringBuilder[5];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = new StringBuilder();
    }
    for (int i = 0; i < PLACES.length(); i++) {
      char place = PLACES.charAt(i);
      boolean inhabited =
          signals.stream()
              .anyMatch(signal -> signal.sector() == Sector.AI_AND_DATA && signal.place() == place);
      int group = below(6, random);
      if (inhabited && group < 5) {
        groups[group].append(place);
      }
    }
    return String.join(" ", groups).strip().replaceAll(" +", " ");
  }

  private static List<Seen> permuted(List<Seen> signals, RandomStream random) {
    List<Seen> permuted = new ArrayList<>(signals);
    for (int i = permuted.size() - 1; i > 0; i--) {
      int other = below(i + 1, random);
      Seen kept = permuted.get(i);
      permuted.set(i, permuted.get(other));
      permuted.set(other, kept);
    }
    return permuted;
  }

  private static int below(int bound, RandomStream random) {
    return (int) (bound * random.nextUniform());
  }
}
