package org.techindex.local.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Calibration;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;

class ClassifierTrainingTest {

  private static final TrainingSettings SMALL =
      new TrainingSettings(1, 1, 0.7, 0.35, 0.3, 0.5, 2, 1, 5, 5, 1);

  private static TrainingTexts.Sources corrections(Path file) {
    return new TrainingTexts.Sources(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(file));
  }

  @Test
  void theSameFilesGiveTheSameModelAndCorrectionsChangeIt(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("corrections.csv");
    Files.writeString(
        file,
        """
        title,description,sector,answer
        Quokka widgets,quokka quokka widgets,Clean Growth,is
        Quokka gears,quokka gears,Clean Growth,is
        Numbat widgets,numbat widgets,Advanced Manufacturing,is not
        """);
    TrainedModel once = TrainingRun.of(corrections(file), SMALL, _ -> {}).model();
    TrainedModel again = TrainingRun.of(corrections(file), SMALL, _ -> {}).model();
    assertThat(again.model().version()).isEqualTo(once.model().version());

    TrainedModel without =
        TrainingRun.of(
                new TrainingTexts.Sources(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                SMALL,
                _ -> {})
            .model();
    assertThat(without.model().version()).isNotEqualTo(once.model().version());
    Memberships before = without.model().probabilities("", "quokka");
    Memberships after = once.model().probabilities("", "quokka");
    assertThat(after.millionths(Sector.CLEAN_GROWTH))
        .isGreaterThan(before.millionths(Sector.CLEAN_GROWTH));
  }

  @Test
  void aRowThatIsNeitherIsNorIsNotIsRefusedWithItsNumber(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("corrections.csv");
    Files.writeString(
        file, "title,description,sector,answer\na,b,Clean Growth,is\na,b,Clean Growth,maybe\n");
    assertThatThrownBy(() -> LabelledFiles.corrections(file))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("row 2")
        .hasMessageContaining("maybe");
    assertThatThrownBy(() -> LabelledFiles.labelled(file))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("no column \"labels\"");
  }

  @Test
  void anAbsentLabelThatTheWordsContradictIsUnknown() {
    LabelledText text =
        LabelledText.of(
            "Zed",
            "Machine learning, deep learning and neural networks for shops",
            Set.of(),
            LabelledText.Origin.WEAK_LABELS,
            0);
    LabelledText cleaned =
        TrainingTexts.withoutMissingLabels(text, KeywordModel.shipped(), TrainingSettings.DEFAULT);
    assertThat(cleaned.known(Sector.AI_AND_DATA)).isFalse();
    assertThat(cleaned.known(Sector.CLEAN_GROWTH)).isTrue();
    assertThat(cleaned.allKnown()).isFalse();
  }

  @Test
  void topicsStandAloneAndInDistinctFramesOfTheirGroup() {
    List<LabelledText> texts =
        TopicTexts.all(
            List.of("[AI and Data|Clean Growth]", "grids", "[none]", "poems"),
            List.of("A {topic}", "B {topic}", "C {topic}"),
            2,
            7);
    assertThat(texts).hasSize(6).extracting(LabelledText::text).contains("grids", "poems");
    assertThat(texts).extracting(LabelledText::text).doesNotHaveDuplicates();
    assertThat(texts.subList(0, 3))
        .allSatisfy(text -> {
          assertThat(text.group()).isZero();
          assertThat(text.is()).containsExactlyInAnyOrder(Sector.AI_AND_DATA, Sector.CLEAN_GROWTH);
        });
    assertThat(texts.get(5).is()).isEmpty();
    assertThat(texts)
        .extracting(LabelledText::title)
        .containsExactly("", "grids", "grids", "", "poems", "poems");
  }

  @Test
  void plattFindsTheSlopeThatMadeTheLabels() {
    // At score -2, 0, 2 the share of yes is 1/(1+e^2)=0.1192, 1/2, 0.8808 of 10,000 each:
    // the logistic function of the score itself, slope 1 and intercept 0.
    List<PlattFit.Scored> scored = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      scored.add(new PlattFit.Scored(-2, i < 1_192));
      scored.add(new PlattFit.Scored(0, i < 5_000));
      scored.add(new PlattFit.Scored(2, i < 8_808));
    }
    Calibration calibration = PlattFit.fit(scored);
    assertThat(calibration.slope()).isCloseTo(1, within(0.01));
    assertThat(calibration.intercept()).isCloseTo(0, within(0.01));
  }

  @Test
  void scoresCountWhatTheySayTheyCount() {
    LabelledText ai =
        LabelledText.of("", "a", Set.of(Sector.AI_AND_DATA), LabelledText.Origin.LABELLED, 0);
    LabelledText none = LabelledText.of("", "b", Set.of(), LabelledText.Origin.LABELLED, 1);
    LabelledText clean =
        LabelledText.of("", "c", Set.of(Sector.CLEAN_GROWTH), LabelledText.Origin.LABELLED, 2);
    LabelledText both =
        LabelledText.of(
            "",
            "d",
            Set.of(Sector.AI_AND_DATA, Sector.CLEAN_GROWTH),
            LabelledText.Origin.LABELLED,
            3);
    Scores scores =
        Scores.of(
            List.of(ai, none, clean, both),
            List.of(
                new double[] {0.75, 0, 0, 0, 0}, // right
                new double[] {0, 0.25, 0, 0, 0}, // rightly none
                new double[] {0, 0.25, 0, 0, 0}, // right among five, none at one half
                new double[] {0, 1, 0, 0, 0})); // one of its two
    assertThat(scores.accuracyOfSix()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(scores.accuracyOfFive()).isEqualTo(1);
    assertThat(scores.foundAmongFive()).isEqualTo(1);
    assertThat(scores.foundAtOneHalf()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(scores.precisionOfNone()).isEqualTo(0.5);
    assertThat(scores.recallOfNone()).isEqualTo(1);
    assertThat(scores.precision(Sector.AI_AND_DATA)).isEqualTo(1);
    assertThat(scores.recall(Sector.AI_AND_DATA)).isEqualTo(0.5);
    // AI and Data, bins of 0.75 and of 0: |0.75 - 1| + |0 - 1|; Clean Growth: bin of
    // 0.25 holds 0.5 against 1, bin of 1 is exact. (0.25 + 1 + 0.5) / 4 texts / 5 sectors.
    assertThat(scores.calibrationError()).isCloseTo(1.75 / 20, within(1e-12));
  }
}
