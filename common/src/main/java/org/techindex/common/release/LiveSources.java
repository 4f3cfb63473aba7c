package org.techindex.common.release;

import java.util.List;
import org.techindex.common.release.Manifest.RefusedCount;
import org.techindex.common.release.Manifest.SectorCount;
import org.techindex.common.release.Manifest.SourceCoverage;

/**
 * What the live index is made from, as the manifest says it of a release: document {@value
 * #DOCUMENT} in table {@code live_document}, with a revision of its own. It is counted from time to
 * time, not after every signal.
 *
 * @param countedAt UTC
 * @param classifier version whose memberships count
 * @param software what counts
 * @param counts signals that count, by sector and kind
 * @param refused records that could not be taken, by reason
 * @param coverage what each source gave, by kind and region
 */
public record LiveSources(
    String countedAt,
    String classifier,
    Manifest.Software software,
    List<SectorCount> counts,
    List<RefusedCount> refused,
    List<SourceCoverage> coverage) {

  /** Name of the document. */
  public static final String DOCUMENT = "sources.json";

  public LiveSources {
    counts = List.copyOf(counts);
    refused = List.copyOf(refused);
    coverage = List.copyOf(coverage);
  }
}
