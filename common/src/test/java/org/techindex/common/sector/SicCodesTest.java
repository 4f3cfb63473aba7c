package org.techindex.common.sector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.techindex.common.sector.Sector.ADVANCED_MANUFACTURING;
import static org.techindex.common.sector.Sector.AGEING_SOCIETY;
import static org.techindex.common.sector.Sector.AI_AND_DATA;

import java.util.List;
import org.junit.jupiter.api.Test;

class SicCodesTest {

  private static final SicCodes CODES = SicCodes.shipped();

  @Test
  void readsACodeByItsLongestKnownPrefix() {
    // Group 303 (air and spacecraft) 0.9 takes the place of division 30 (transport equipment) 0.75.
    assertThat(CODES.probabilities(List.of("30300")).millionths(ADVANCED_MANUFACTURING))
        .isEqualTo(900_000);
    assertThat(CODES.probabilities(List.of("30910")).millionths(ADVANCED_MANUFACTURING))
        .isEqualTo(750_000);
  }

  @Test
  void letsOneCodeSpeakForSeveralSectors() {
    Memberships medicalInstruments = CODES.probabilities(List.of("32500"));
    assertThat(medicalInstruments.millionths(AGEING_SOCIETY)).isEqualTo(850_000);
    assertThat(medicalInstruments.millionths(ADVANCED_MANUFACTURING)).isEqualTo(500_000);
  }

  @Test
  void takesTheHighestOfSeveralCodes() {
    Memberships both = CODES.probabilities(List.of("62012", "63110", "62090"));
    assertThat(both.millionths(AI_AND_DATA)).isEqualTo(700_000);
  }

  @Test
  void acceptsCodesWithDotsAndSlashes() {
    assertThat(CODES.probabilities(List.of("62.01/2")))
        .isEqualTo(CODES.probabilities(List.of("62012")));
  }

  @Test
  void saysNothingOfUnknownCodes() {
    assertThat(CODES.probabilities(List.of("56101", "", "x", "9"))).isEqualTo(Memberships.NONE);
    assertThat(CODES.probabilities(List.of())).isEqualTo(Memberships.NONE);
  }
}
