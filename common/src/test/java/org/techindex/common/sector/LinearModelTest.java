package org.techindex.common.sector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.run.OperatorException;

class LinearModelTest {

  private static final int SECTORS = 5;
  private static final LinearModel.SectorPart PLAIN =
      new LinearModel.SectorPart(-1, Collections.nCopies(SECTORS, 0.0), Calibration.NONE);

  /** The word "zebra" weighs 300 steps of 0.01 for AI and Data; nothing else weighs. */
  private static short[] zebra() {
    short[] weights = new short[TextFeatures.BUCKETS * SECTORS];
    TextFeatures.visit(
        "",
        "zebra",
        (kind, bucket, _, _) -> {
          if (kind == TextFeatures.Kind.WORD) {
            weights[bucket * SECTORS] = 300;
          }
        });
    return weights;
  }

  private static LinearModel model(List<LinearModel.SectorPart> parts) {
    return new LinearModel("test", KeywordModel.shipped(), zebra(), 0.01, parts);
  }

  @Test
  void dividesTheSumByTheRootOfTheNumberOfWords() {
    LinearModel model = model(Collections.nCopies(SECTORS, PLAIN));
    // One word: -1 + 3 / 1 = 2; 1 / (1 + exp(-2)) = 0.880797. Others: 1 / (1 + e) = 0.268941.
    assertThat(model.probabilities("zebra", ""))
        .isEqualTo(Memberships.ofMillionths(880_797, 268_941, 268_941, 268_941, 268_941));
    // Four words: -1 + 3 / 2 = 0.5; 1 / (1 + exp(-0.5)) = 0.622459.
    assertThat(model.probabilities("", "zebra okapi kudu dikdik").millionths(Sector.AI_AND_DATA))
        .isEqualTo(622_459);
  }

  @Test
  void theLeadAloneMakesTwoFifthsOfTheScore() {
    LinearModel model = model(Collections.nCopies(SECTORS, PLAIN));
    // 3 (0.6 / sqrt(4 words) + 0.4 / sqrt(3 of the lead)) = 1.592820; less 1, 0.592820:
    // 1 / (1 + exp(-0.592820)) = 0.644012.
    String inLead = "okapi kudu zebra. dikdik";
    assertThat(model.probabilities("", inLead).millionths(Sector.AI_AND_DATA)).isEqualTo(644_012);
    assertThat(model.decidingWords("", inLead, 1).getFirst())
        .satisfies(one -> {
          assertThat(one.words()).isEqualTo("zebra");
          assertThat(one.weight()).isCloseTo(1.592820, within(1e-6));
        });
    // 3 * 0.6 / 2 - 1 = -0.1: 1 / (1 + exp(0.1)) = 0.475021.
    assertThat(
            model.probabilities("okapi", "kudu and dikdik. zebra").millionths(Sector.AI_AND_DATA))
        .isEqualTo(475_021);
  }

  @Test
  void aLeadWithoutMeaningLeavesTheScoreToTheWhole() {
    LinearModel model = model(Collections.nCopies(SECTORS, PLAIN));
    assertThat(model.probabilities("", "what we do. zebra"))
        .isEqualTo(model.probabilities("", "zebra"));
  }

  @Test
  void addsTheKeywordScoresAndCalibrates() {
    List<LinearModel.SectorPart> parts = new ArrayList<>(Collections.nCopies(SECTORS, PLAIN));
    // "hydrogen" scores 3 for Clean Growth: -1 + 0.5 * 3 = 0.5; calibrated 2 * 0.5 + 1 = 2.
    parts.set(
        1, new LinearModel.SectorPart(-1, List.of(0.0, 0.5, 0.0, 0.0, 0.0), new Calibration(2, 1)));
    LinearModel model = model(parts);
    assertThat(model.probabilities("", "hydrogen").millionths(Sector.CLEAN_GROWTH))
        .isEqualTo(880_797);
    assertThat(model.decidingWords("", "hydrogen", 1))
        .filteredOn(one -> one.sector() == Sector.CLEAN_GROWTH)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.words()).isEqualTo("hydrogen");
          // slope 2 * 0.5 * 3
          assertThat(one.weight()).isCloseTo(3, within(1e-12));
        });
  }

  @Test
  void saysNothingOfATextWithoutWords() {
    assertThat(model(Collections.nCopies(SECTORS, PLAIN)).probabilities("", "of the ..."))
        .isEqualTo(Memberships.NONE);
  }

  @Test
  void isTheSameAfterWritingAndReading(@TempDir Path directory) throws Exception {
    short[] weights = zebra();
    weights[7] = Short.MIN_VALUE;
    weights[weights.length - 1] = -1;
    byte[] file = ModelFiles.encode(weights);
    Path path = directory.resolve("m.json");
    ModelFiles.write(path, description(file), file);
    LinearModel read = ModelFiles.read(path);
    assertThat(read.probabilities("zebra", ""))
        .isEqualTo(model(Collections.nCopies(SECTORS, PLAIN)).probabilities("zebra", ""));
    assertThat(read.version()).isEqualTo("test");

    Files.write(directory.resolve("m.weights"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> ModelFiles.read(path))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("train it again");
    assertThatThrownBy(() -> ModelFiles.read(directory.resolve("absent.json")))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("classifier train");
  }

  private static ModelDescription description(byte[] weights) {
    return new ModelDescription(
        "test",
        "2026-11-01",
        List.of(new ModelDescription.Input("a.csv", "00", 3)),
        new TreeMap<>(),
        new TreeMap<>(),
        ModelFiles.shippedKeywordsSha256(),
        ModelFiles.sha256(weights),
        0.01,
        Collections.nCopies(SECTORS, PLAIN));
  }

  @Test
  void theShippedModelBelongsToTheShippedKeywordsAndKnowsPlainCases() {
    LinearModel shipped = ModelFiles.shipped();
    assertThat(shipped.version()).isEqualTo(ModelFiles.shippedDescription().version());
    assertThat(
            shipped
                .probabilities("Offshore wind", "Turbines for net zero")
                .millionths(Sector.CLEAN_GROWTH))
        .isGreaterThan(900_000);
    assertThat(
            shipped
                .probabilities("Poetry evening", "Wine and readings in the old library")
                .millionths(Sector.ALL_SECTORS))
        .isLessThan(500_000);
  }
}
