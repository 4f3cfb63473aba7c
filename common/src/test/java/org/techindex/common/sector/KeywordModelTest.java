package org.techindex.common.sector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.techindex.common.sector.Sector.ADVANCED_MANUFACTURING;
import static org.techindex.common.sector.Sector.AGEING_SOCIETY;
import static org.techindex.common.sector.Sector.AI_AND_DATA;
import static org.techindex.common.sector.Sector.CLEAN_GROWTH;
import static org.techindex.common.sector.Sector.SMART_CITIES_AND_MOBILITY;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordModelTest {

  private static final KeywordModel MODEL = KeywordModel.shipped();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AI_AND_DATA | Machine learning for insurers | We find fraud in claims with deep learning.",
        "CLEAN_GROWTH | Green hydrogen from offshore wind | Electrolysers at the foot of the turbine.",
        "SMART_CITIES_AND_MOBILITY | Bus priority at traffic lights | Public transport that keeps time.",
        "AGEING_SOCIETY | Living well with dementia | Sensors help carers of older people at home.",
        "ADVANCED_MANUFACTURING | Additive manufacturing of titanium | 3D printing for aerospace."
      })
  void recognisesAPlainCaseOfEachSector(Sector sector, String title, String text) {
    assertThat(MODEL.probabilities(title, text).millionths(sector)).isGreaterThan(900_000);
  }

  @Test
  void knowsSeveralSectorsAtOnce() {
    Memberships memberships =
        MODEL.probabilities("", "Artificial intelligence and machine learning for cancer patients");
    assertThat(memberships.millionths(AI_AND_DATA)).isGreaterThan(900_000);
    assertThat(memberships.millionths(AGEING_SOCIETY)).isGreaterThan(900_000);
    assertThat(memberships.millionths(CLEAN_GROWTH)).isZero();
  }

  @Test
  void answersNoneToATextOfNoSector() {
    assertThat(MODEL.probabilities("Poetry evening", "Readings and wine in the old library."))
        .isEqualTo(Memberships.NONE);
    assertThat(MODEL.probabilities("", "")).isEqualTo(Memberships.NONE);
  }

  @Test
  void aLearnedModelTakesTheLeadsScoreApart() {
    // "hydrogen" (3) twice is 4.5, once in the lead 3: 0.6 * 4.5 + 0.4 * 3 = 3.9.
    String text = "Hydrogen made at sea. Nothing but hydrogen.";
    assertThat(MODEL.scores("", text, 0.4)[CLEAN_GROWTH.classifiedIndex()])
        .isCloseTo(3.9, within(1e-12));
    assertThat(MODEL.scores("", text)[CLEAN_GROWTH.classifiedIndex()])
        .isCloseTo(4.5, within(1e-12));
    assertThat(MODEL.found(Words.of("", text), 0.4))
        .singleElement()
        .satisfies(phrase ->
            assertThat(phrase.scores().get(CLEAN_GROWTH.classifiedIndex()))
                .isCloseTo(3.9, within(1e-12)));
  }

  @Test
  void countsARepeatedPhraseHalfAndDampsLongTexts() {
    // "hydrogen" (3) twice in 160 words: 3 * 1.5 / sqrt(160 / 40) = 2.25.
    String text = "hydrogen " + "x ".repeat(158) + "hydrogen";
    assertThat(MODEL.decidingWords("", text, 5))
        .singleElement()
        .satisfies(deciding -> {
          assertThat(deciding.sector()).isEqualTo(CLEAN_GROWTH);
          assertThat(deciding.words()).isEqualTo("hydrogen");
          assertThat(deciding.weight()).isCloseTo(2.25, within(1e-12));
        });
    // 1 / (1 + exp(3 - 2.25)) = 0.320821.
    assertThat(MODEL.probabilities("", text).millionths(CLEAN_GROWTH)).isEqualTo(320_821);
  }

  @Test
  void prefersTheLongestPhraseAndReadsItsWordsOnce() {
    assertThat(MODEL.decidingWords("", "smart city", 5))
        .containsExactly(new DecidingWords(SMART_CITIES_AND_MOBILITY, "smart city", 3));
  }

  @Test
  void doesNotReadAPhraseAcrossTheEndOfTheTitle() {
    List<String> words =
        MODEL.decidingWords("Machine", "learning to weave", 5).stream()
            .map(DecidingWords::words)
            .toList();
    assertThat(words).containsExactly("machine");
  }

  @Test
  void givesTheHeaviestWordsFirstAndNoMoreThanAsked() {
    assertThat(MODEL.decidingWords("", "process engineering of steel with robots", 2))
        .extracting(DecidingWords::sector, DecidingWords::words, DecidingWords::weight)
        .containsExactly(
            tuple(ADVANCED_MANUFACTURING, "process engineering", 3.0),
            tuple(ADVANCED_MANUFACTURING, "robot", 3.0));
  }
}
