package org.techindex.api;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.Explanation;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.SectorClassifier;
import org.techindex.common.sector.SectorEvidence;

/**
 * The shipped classifier, loaded after the service listens: only the drill-down to single signals
 * needs it, and loading takes as long as the rest of the start.
 */
final class LateClassifier implements SectorClassifier {

  private final FutureTask<SectorClassifier> loading =
      new FutureTask<>(EvidenceClassifier::shipped);

  /** Begins to load, if nobody asked before. */
  void load() {
    Thread.ofVirtual().name("classifier").start(loading);
  }

  private SectorClassifier loaded() {
    loading.run();
    try {
      return loading.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the classifier was loaded", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the classifier cannot be loaded", e.getCause());
    }
  }

  @Override
  public String version() {
    return loaded().version();
  }

  @Override
  public Memberships classify(SectorEvidence evidence) {
    return loaded().classify(evidence);
  }

  @Override
  public Explanation explain(SectorEvidence evidence) {
    return loaded().explain(evidence);
  }
}
