package org.techindex.common.sector;

/**
 * Gives a signal its membership in each of the five sectors. The same evidence under the same
 * version always gives the same memberships. Safe for use by several threads.
 */
public interface SectorClassifier {

  /** Names the model and the rule of evidence: stored beside every membership. */
  String version();

  Memberships classify(SectorEvidence evidence);

  /** The same memberships as {@link #classify}, with what led to them; slower. */
  Explanation explain(SectorEvidence evidence);
}
