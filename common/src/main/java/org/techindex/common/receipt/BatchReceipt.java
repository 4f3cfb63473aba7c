package org.techindex.common.receipt;

import java.util.List;

/**
 * What became of a batch of records.
 *
 * @param accepted stored as versions, later corrected or not
 * @param retractions stored
 * @param duplicates that changed nothing
 * @param refusals by reason, the most frequent first
 * @param waiting not yet read
 */
public record BatchReceipt(
    long accepted, long retractions, long duplicates, List<RefusalReason> refusals, long waiting) {

  public BatchReceipt {
    refusals = List.copyOf(refusals);
  }

  public long refused() {
    return refusals.stream().mapToLong(RefusalReason::records).sum();
  }
}
