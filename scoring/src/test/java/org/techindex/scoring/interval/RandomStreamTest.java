package org.techindex.scoring.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  @Test
  void theStreamIsSplitMix64() {
    RandomStream stream = RandomStream.ofSeed(1234567);
    SplittableRandom reference = new SplittableRandom(1234567);

    for (int i = 0; i < 1000; i++) {
      assertThat(stream.nextLong()).isEqualTo(reference.nextLong());
    }
    // First output for seed 1234567, as tables of SplitMix64 give it.
    assertThat(Long.toUnsignedString(RandomStream.ofSeed(1234567).nextLong()))
        .isEqualTo("6457827717110365317");
  }

  @Test
  void aTextSeedsOneStream() {
    assertThat(RandomStream.of("2026-11.v1").nextLong())
        .isEqualTo(RandomStream.of("2026-11.v1").nextLong())
        .isNotEqualTo(RandomStream.of("2026-11.v2").nextLong());
  }

  @Test
  void gaussiansHaveMeanZeroAndVarianceOne() {
    RandomStream stream = RandomStream.of("gaussians");
    int draws = 100_000;
    double sum = 0;
    double squares = 0;
    int beyondTwo = 0;
    for (int i = 0; i < draws; i++) {
      double drawn = stream.nextGaussian();
      sum += drawn;
      squares += drawn * drawn;
      beyondTwo += Math.abs(drawn) > 2 ? 1 : 0;
    }
    // Standard errors 0.003 and 0.0045; P(|Z| > 2) = 0.0455 with standard error 0.0007.
    assertThat(sum / draws).isCloseTo(0, within(0.012));
    assertThat(squares / draws).isCloseTo(1, within(0.018));
    assertThat(beyondTwo / (double) draws).isCloseTo(0.0455, within(0.0028));
  }

  @Test
  void exponentialsHaveMeanOne() {
    RandomStream stream = RandomStream.of("exponentials");
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      sum += stream.nextExponential();
    }
    assertThat(sum / 100_000).isCloseTo(1, within(0.013));
  }
}
