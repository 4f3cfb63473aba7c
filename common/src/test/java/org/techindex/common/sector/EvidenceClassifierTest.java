package org.techindex.common.sector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceClassifierTest {

  /** Says 0.6, 0.4, 0.3, 0.5, 0 of every text that is not empty. */
  private static final TextModel FIXED =
      new TextModel() {
        @Override
        public String version() {
          return "fixed-1";
        }

        @Override
        public Memberships probabilities(String title, String text) {
          return text.isEmpty()
              ? Memberships.NONE
              : Memberships.ofMillionths(600_000, 400_000, 300_000, 500_000, 0);
        }

        @Override
        public List<DecidingWords> decidingWords(String title, String text, int mostPerSector) {
          return List.of(new DecidingWords(Sector.AI_AND_DATA, "robot", 1.5));
        }
      };

  private static final SectorClassifier CLASSIFIER =
      new EvidenceClassifier(FIXED, SicCodes.shipped());

  private static SectorEvidence evidence(String text, String... codes) {
    return new SectorEvidence("", text, List.of(codes), Optional.empty());
  }

  @Test
  void countsProbabilitiesOfOneHalfAndMore() {
    assertThat(CLASSIFIER.classify(evidence("text")))
        .isEqualTo(Memberships.ofMillionths(600_000, 0, 0, 500_000, 0));
  }

  @Test
  void raisesByCodesAsByASecondWitness() {
    // 62012 says 0.4 of AI and Data: 1 - (1 - 0.6) * (1 - 0.4) = 0.76.
    assertThat(CLASSIFIER.classify(evidence("text", "62012")))
        .isEqualTo(Memberships.ofMillionths(760_000, 0, 0, 500_000, 0));
    // 35140 says 0.5 of Clean Growth: 1 - 0.6 * 0.5 = 0.7, two doubts that make a membership.
    assertThat(CLASSIFIER.classify(evidence("text", "35140")))
        .isEqualTo(Memberships.ofMillionths(600_000, 700_000, 0, 500_000, 0));
  }

  @Test
  void classifiesByCodesWhereThereIsNoText() {
    assertThat(CLASSIFIER.classify(evidence("", "30300")))
        .isEqualTo(Memberships.ofMillionths(0, 0, 0, 0, 900_000));
    assertThat(CLASSIFIER.classify(evidence("", "62012"))).isEqualTo(Memberships.NONE);
  }

  @Test
  void keepsTheProducersStatementAsStatedAndLeavesTheRestOut() {
    Memberships stated = Memberships.ofMillionths(0, 30_000, 0, 0, 0);
    SectorEvidence evidence = new SectorEvidence("", "text", List.of("30300"), Optional.of(stated));
    assertThat(CLASSIFIER.classify(evidence)).isEqualTo(stated);
    Explanation explanation = CLASSIFIER.explain(evidence);
    assertThat(explanation.memberships()).isEqualTo(stated);
    assertThat(explanation.textProbabilities()).isEqualTo(Memberships.NONE);
    assertThat(explanation.decidingWords()).isEmpty();
  }

  @Test
  void countsASignalInAllSectorsWithItsLargestMembership() {
    assertThat(CLASSIFIER.classify(evidence("text")).millionths(Sector.ALL_SECTORS))
        .isEqualTo(600_000);
    assertThat(CLASSIFIER.classify(evidence("")).millionths(Sector.ALL_SECTORS)).isZero();
  }

  @Test
  void explainsTheSameMembershipsWithTheirGrounds() {
    SectorEvidence evidence = evidence("text", "62012");
    Explanation explanation = CLASSIFIER.explain(evidence);
    assertThat(explanation.classifier()).isEqualTo("fixed-1");
    assertThat(explanation.memberships()).isEqualTo(CLASSIFIER.classify(evidence));
    assertThat(explanation.codeProbabilities())
        .isEqualTo(Memberships.ofMillionths(400_000, 0, 0, 0, 0));
    assertThat(explanation.decidingWords())
        .containsExactly(new DecidingWords(Sector.AI_AND_DATA, "robot", 1.5));
  }
}
