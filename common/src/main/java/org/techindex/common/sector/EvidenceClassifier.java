package org.techindex.common.sector;

import java.util.List;

/** A text model, the SIC codes and the producer's own statement, joined by the rule of evidence. */
public final class EvidenceClassifier implements SectorClassifier {

  private static final int DECIDING_WORDS_PER_SECTOR = 5;

  private final TextModel model;
  private final SicCodes codes;

  public EvidenceClassifier(TextModel model, SicCodes codes) {
    this.model = model;
    this.codes = codes;
  }

  /** The classifier that the project ships, made for the five sectors. */
  public static EvidenceClassifier shipped() {
    return new EvidenceClassifier(ModelFiles.shipped(), SicCodes.shipped());
  }

  @Override
  public String version() {
    return model.version();
  }

  @Override
  public Memberships classify(SectorEvidence evidence) {
    if (evidence.stated().isPresent()) {
      return evidence.stated().get();
    }
    return EvidenceRule.combine(
        model.probabilities(evidence.title(), evidence.text()),
        codes.probabilities(evidence.sicCodes()));
  }

  @Override
  public Explanation explain(SectorEvidence evidence) {
    if (evidence.stated().isPresent()) {
      return new Explanation(
          version(), evidence.stated().get(), Memberships.NONE, Memberships.NONE, List.of());
    }
    Memberships byText = model.probabilities(evidence.title(), evidence.text());
    Memberships byCodes = codes.probabilities(evidence.sicCodes());
    return new Explanation(
        version(),
        EvidenceRule.combine(byText, byCodes),
        byText,
        byCodes,
        model.decidingWords(evidence.title(), evidence.text(), DECIDING_WORDS_PER_SECTOR));
  }
}
