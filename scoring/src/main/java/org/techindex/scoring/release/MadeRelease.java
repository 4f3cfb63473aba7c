package org.techindex.scoring.release;

import java.util.List;
import java.util.Optional;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.ReleaseChanges;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.release.SectorRanking;

/**
 * A release that is made but not yet stored.
 *
 * @param changes against the release before; empty for the first
 * @param documents every file of the release, the manifest last
 */
public record MadeRelease(
    ReleaseId id,
    List<SectorRanking> rankings,
    Optional<ReleaseChanges> changes,
    Manifest manifest,
    List<ReleaseDocuments.Rendered> documents) {

  public MadeRelease {
    rankings = List.copyOf(rankings);
    documents = List.copyOf(documents);
  }
}
