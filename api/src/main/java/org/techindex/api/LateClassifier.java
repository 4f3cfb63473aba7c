package org.techindex.api;

import org.techindex.api.read.Late;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.Explanation;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.SectorClassifier;
import org.techindex.common.sector.SectorEvidence;

/** The shipped classifier: only the drill-down to single signals needs it. */
final class LateClassifier implements SectorClassifier {

  private final Late<SectorClassifier> shipped = new Late<>(EvidenceClassifier::shipped);

  void begin() {
    shipped.begin();
  }

  @Override
  public String version() {
    return shipped.get().version();
  }

  @Override
  public Memberships classify(SectorEvidence evidence) {
    return shipped.get().classify(evidence);
  }

  @Override
  public Explanation explain(SectorEvidence evidence) {
    return shipped.get().explain(evidence);
  }
}
