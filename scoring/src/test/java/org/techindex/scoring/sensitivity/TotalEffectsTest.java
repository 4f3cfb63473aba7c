package org.techindex.scoring.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.techindex.scoring.interval.RandomStream;

class TotalEffectsTest {

  @Test
  void indicesOfTheIshigamiFunctionAreThoseKnownInClosedForm() {
    // f = sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on (-pi, pi)^3. With a = 7, b = 0.1:
    // V1 = (1 + b pi^4 / 5)^2 / 2 = 4.34589, V2 = a^2 / 8 = 6.125,
    // V13 = b^2 pi^8 (1/18 - 1/50) = 3.37370; V = 13.84459.
    // T1 = (V1 + V13) / V = 0.5576, T2 = V2 / V = 0.4424, T3 = V13 / V = 0.2437.
    double[] indices =
        new TotalEffects(3, 20_000)
            .indices(
                point -> {
                  double first = Math.PI * (2 * point[0] - 1);
                  double second = Math.PI * (2 * point[1] - 1);
                  double third = Math.PI * (2 * point[2] - 1);
                  return Math.sin(first)
                      + 7 * Math.pow(Math.sin(second), 2)
                      + 0.1 * Math.pow(third, 4) * Math.sin(first);
                },
                RandomStream.of("ishigami"));

    assertThat(indices[0]).isCloseTo(0.5576, within(0.02));
    assertThat(indices[1]).isCloseTo(0.4424, within(0.02));
    assertThat(indices[2]).isCloseTo(0.2437, within(0.02));
  }

  @Test
  void aParameterThatDoesNotMatterHasNoEffect() {
    double[] indices = new TotalEffects(2, 100).indices(point -> point[0], RandomStream.of("one"));

    assertThat(indices[1]).isZero();
    assertThat(indices[0]).isCloseTo(1, within(0.3));
  }

  @Test
  void whereNothingEverChangesNothingMatters() {
    assertThat(new TotalEffects(2, 10).indices(_ -> 3, RandomStream.of("constant")))
        .containsExactly(0, 0);
  }
}
