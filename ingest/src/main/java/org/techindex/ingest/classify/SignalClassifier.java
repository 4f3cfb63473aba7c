package org.techindex.ingest.classify;

import java.util.List;
import java.util.Optional;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SectorClassifier;
import org.techindex.common.sector.SectorEvidence;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalHead;
import org.techindex.common.signal.StatedSector;
import org.techindex.ingest.validate.ValidSignal;

/** Hands the classifier what a signal says about its sectors. */
public final class SignalClassifier {

  private final SectorClassifier classifier;

  public SignalClassifier(SectorClassifier classifier) {
    this.classifier = classifier;
  }

  public ClassifiedSignal classify(ValidSignal valid) {
    return new ClassifiedSignal(valid, classifier.classify(evidence(valid.signal())));
  }

  /** What may tell the sectors of a signal: its own statement, texts and SIC codes. */
  public static SectorEvidence evidence(Signal signal) {
    SignalHead head = signal.head();
    return new SectorEvidence(
        head.name(),
        head.text().orElse(""),
        signal instanceof Signal.Business business ? business.sicCodes() : List.of(),
        stated(head.sectors()));
  }

  private static Optional<Memberships> stated(List<StatedSector> sectors) {
    if (sectors.isEmpty()) {
      return Optional.empty();
    }
    int[] millionths = new int[Sector.CLASSIFIED.size()];
    for (StatedSector stated : sectors) {
      millionths[stated.sector().classifiedIndex()] = stated.membershipMillionths();
    }
    return Optional.of(Memberships.ofMillionths(millionths));
  }
}
