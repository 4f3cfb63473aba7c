package org.techindex.local.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.TextFeatures;

class FeatureFactorsTest {

  private static final int TELLING = 1;
  private static final int EVERYWHERE = 2;
  private static final int SCORE = TextFeatures.BUCKETS + 1;

  private static LabelledText text(String title, Set<Sector> is) {
    return LabelledText.of(title, "", is, LabelledText.Origin.TOPICS, 0);
  }

  /**
   * One text of the sector and two others. Feature 1 is in the one alone: (1+1)/(1+2) against
   * (0+1)/(2+2) is 8/3. Feature 2 is in all: (1+1)/(1+2) against (2+1)/(2+2) is 8/9.
   */
  @Test
  void factorsAreSmoothedLogRatiosDrawnTowardsOne() {
    Map<String, Feature[]> features =
        Map.of(
            "a", nodes(TELLING, EVERYWHERE, SCORE), "b", nodes(EVERYWHERE), "c", nodes(EVERYWHERE));
    List<LabelledText> texts =
        List.of(text("a", Set.of(Sector.CLEAN_GROWTH)), text("b", Set.of()), text("c", Set.of()));
    boolean[] kept = new boolean[FeatureVectors.FEATURES + 1];
    kept[TELLING] = true;
    kept[EVERYWHERE] = true;

    double[] half = factors(texts, features, kept, 0.5);

    assertThat(half[TELLING]).isCloseTo(0.5 + 0.5 * Math.log(8.0 / 3), within(1e-12));
    assertThat(half[EVERYWHERE]).isCloseTo(0.5 + 0.5 * Math.log(9.0 / 8), within(1e-12));
    assertThat(half[EVERYWHERE + 1]).as("not kept").isZero();
    assertThat(half[SCORE]).as("keyword score").isOne();
    assertThat(factors(texts, features, kept, 0)[TELLING]).isOne();
  }

  private static double[] factors(
      List<LabelledText> texts, Map<String, Feature[]> features, boolean[] kept, double part) {
    return FeatureFactors.of(
        texts,
        Sector.CLEAN_GROWTH,
        text -> features.getOrDefault(text.title(), new Feature[0]),
        kept,
        part);
  }

  private static Feature[] nodes(int... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(number -> new FeatureNode(number, 1))
        .toArray(Feature[]::new);
  }
}
