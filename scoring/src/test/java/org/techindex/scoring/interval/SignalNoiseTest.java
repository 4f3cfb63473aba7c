package org.techindex.scoring.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.techindex.common.sector.Sector.AI_AND_DATA;
import static org.techindex.common.signal.SignalKind.BUSINESS;
import static org.techindex.common.signal.SignalKind.EVENT;
import static org.techindex.common.signal.SignalKind.PUBLICATION;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.techindex.common.method.Counting;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.method.Percentages;
import org.techindex.scoring.share.FactorShares;
import org.techindex.scoring.share.World;
import org.techindex.scoring.share.World.Seen;

class SignalNoiseTest {

  @Test
  void ofOneFactorItIsTheCovarianceOfTheDesign() {
    FactorWeights weights = new FactorWeights(1, 0, 0, 0, 0);
    World world =
        new World()
            .with(business('a', 8_000_000, 0))
            .with(business('a', 2_000_000, 0))
            .with(business('b', 4_000_000, 0))
            .with(business('b', 1_000_000, 0))
            .with(business('c', 3_000_000, 0));

    SignalNoise noise = noise(world, weights);

    double[][] expected = bySignals(world.signals(), signal -> signal.weightMillionths() / 18e6);
    for (int left = 0; left < 2; left++) {
      for (int right = 0; right < 2; right++) {
        // In squared percentage points.
        assertThat(noise.covariance(left, right))
            .isCloseTo(1e4 * expected[left][right], within(1e-8));
      }
    }
  }

  @Test
  void ofSeveralKindsItIsTheSumOverAllSignals() {
    // Weights 0.5 activity, 0.25 events, 0.25 universities (publications only): a signal weighs its
    // factor's weight over the factor's national sum; rows differ in their share of each factor, so
    // the covariance is summed signal by signal with each factor's own share.
    FactorWeights weights = new FactorWeights(0.5, 0.25, 0.25, 0, 0);
    World world =
        new World()
            .with(5, BUSINESS, 'a')
            .with(3, BUSINESS, 'b')
            .with(2, BUSINESS, 'c')
            .with(3, EVENT, 'a')
            .with(1, EVENT, 'b')
            .with(4, PUBLICATION, 'b')
            .with(1, PUBLICATION, 'a');

    SignalNoise noise = noise(world, weights);

    // Var(T_a) = sum of (w/A)^2 (1[in a] - S_a)^2. Businesses A = 10, S_a = 1/2:
    // (0.05)^2 * 10 * 0.25 = 0.00625. Events A = 4, S_a = 3/4: (0.0625)^2 (3/16 + 9/16) =
    // 0.0029297.
    // Publications A = 5, S_a = 1/5: (0.05)^2 (16/25 + 4/25) = 0.002. Sum 0.0111797.
    assertThat(noise.covariance(0, 0)).isCloseTo(111.797, within(0.001));
    // Var(T_a - T_b): the difference has 1[a] - 1[b] - (S_a - S_b). Businesses S = 0.5, 0.3:
    // 5 * 0.8^2 + 3 * 1.2^2 + 2 * 0.2^2 = 7.6 * 0.0025 = 0.019. Events 0.75, 0.25: 3 * 0.5^2 +
    // 1.5^2 = 3 / 256 = 0.0117188. Publications 0.2, 0.8: 1.6^2 + 4 * 0.4^2 = 3.2 * 0.0025 = 0.008.
    assertThat(Math.pow(noise.deviationOfDifference(0, 1), 2)).isCloseTo(387.188, within(0.001));
  }

  @Test
  void influenceMovesAsOneWithTheRestOfItsCluster() {
    // Two businesses of one place each, one influence each; weights one half and one half: each
    // signal weighs 1/2 in both factors, so together it weighs what it weighs in activity alone.
    World world =
        new World()
            .with(business('a', 1_000_000, 1_000_000))
            .with(business('b', 1_000_000, 1_000_000));

    double alone = noise(world, new FactorWeights(1, 0, 0, 0, 0)).covariance(0, 0);
    double together = noise(world, new FactorWeights(0.5, 0, 0, 0.5, 0)).covariance(0, 0);

    // (1/2)^2 * (1/4 + 1/4) = 1/8.
    assertThat(alone).isCloseTo(1250, within(1e-9));
    assertThat(together).isCloseTo(1250, within(1e-9));
  }

  @Test
  void drawsHaveTheCovarianceTheyAreDrawnFrom() {
    World world =
        new World()
            .with(6, BUSINESS, 'a')
            .with(3, BUSINESS, 'b')
            .with(2, EVENT, 'b')
            .with(1, EVENT, 'c');
    SignalNoise noise = noise(world, new FactorWeights(0.5, 0.5, 0, 0, 0));
    RandomStream random = RandomStream.of("draws");
    int draws = 40_000;
    double[][] sums = new double[2][2];
    for (int draw = 0; draw < draws; draw++) {
      double[] errors = noise.draw(random);
      for (int left = 0; left < 2; left++) {
        for (int right = 0; right < 2; right++) {
          sums[left][right] += errors[left] * errors[right] / draws;
        }
      }
    }
    // A variance of 40,000 draws has a relative standard error of 0.7 %.
    assertThat(sums[0][0]).isCloseTo(noise.covariance(0, 0), within(0.03 * noise.covariance(0, 0)));
    assertThat(sums[1][1]).isCloseTo(noise.covariance(1, 1), within(0.03 * noise.covariance(1, 1)));
    assertThat(sums[0][1])
        .isCloseTo(noise.covariance(0, 1), within(0.03 * Math.abs(noise.covariance(0, 0))));
  }

  private static SignalNoise noise(World world, FactorWeights weights) {
    FactorShares shares = world.shares("a b", new Counting.Factors(weights));
    Percentages percentages = Percentages.of(shares.factors(), shares.shares(), weights);
    return SignalNoise.of(shares, percentages);
  }

  /** Cov(S_k, S_l) of the design, summed signal by signal, for clusters a and b. */
  private static double[][] bySignals(List<Seen> signals, ToDoubleFunction<Seen> shareOfSignal) {
    double[] shares = new double[2];
    for (Seen signal : signals) {
      if (signal.place() <= 'b') {
        shares[signal.place() - 'a'] += shareOfSignal.applyAsDouble(signal);
      }
    }
    double[][] covariance = new double[2][2];
    for (Seen signal : signals) {
      double share = shareOfSignal.applyAsDouble(signal);
      for (int left = 0; left < 2; left++) {
        for (int right = 0; right < 2; right++) {
          covariance[left][right] +=
              share
                  * share
                  * ((signal.place() - 'a' == left ? 1 : 0) - shares[left])
                  * ((signal.place() - 'a' == right ? 1 : 0) - shares[right]);
        }
      }
    }
    return covariance;
  }

  private static Seen business(char place, long amountMillionths, long influenceMillionths) {
    return new Seen(AI_AND_DATA, BUSINESS, place, amountMillionths, 1_000_000, influenceMillionths);
  }
}
