package org.techindex.common.release;

import java.util.List;

/**
 * How current the live index is: document {@code live.json} beside the sectors' documents in table
 * {@code live_document}. PostgreSQL notifies channel {@value #CHANNEL} with the revision after each
 * change.
 *
 * @param revision one more after each change
 * @param asOf the month that is counted to: "2026-11"
 * @param updatedAt UTC
 * @param cutoff which records count
 * @param signals parts of signals that count in All sectors
 */
public record LiveState(
    long revision,
    String asOf,
    String updatedAt,
    String method,
    Cutoff cutoff,
    long signals,
    List<String> sectors) {

  /** PostgreSQL channel that tells of a new revision. */
  public static final String CHANNEL = "techindex_live";

  /** PostgreSQL channel that ingest tells of a committed batch on. */
  public static final String BATCH_CHANNEL = "techindex_batch";

  public LiveState {
    sectors = List.copyOf(sectors);
  }
}
