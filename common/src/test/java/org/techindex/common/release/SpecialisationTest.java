package org.techindex.common.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.common.release.SectorRanking.Specialism;

class SpecialisationTest {

  @Test
  void significantSectorsComeFirstThenWhatCouldBeChance() {
    assertThat(
            Specialisation.sentence(
                List.of(
                    new Specialism("ai-and-data", 2.4, 1.24, false),
                    new Specialism("clean-growth", 1.9, 1.76, true),
                    new Specialism("smart-cities-and-mobility", 0.4, 0.8, true),
                    new Specialism("ageing-society", 2.6, 2.31, true))))
        .isEqualTo(
            "Specialised in Ageing Society (2.3 times the national mix) and Clean Growth (1.8 times"
                + " the national mix); perhaps in AI and Data (1.2 times it, could be chance)");
  }

  @Test
  void withoutConcentrationItIsTheNationalMix() {
    assertThat(Specialisation.sentence(List.of(new Specialism("ai-and-data", 1.02, 1.02, false))))
        .isEqualTo("Close to the national mix: no sector is concentrated here beyond chance");
    assertThat(Specialisation.sentence(List.of())).isEmpty();
  }
}
