package org.techindex.ingest.store;

/**
 * Whether the next batch of a partition may be stored without asking which of its identities are
 * known. It may after a batch in which all were new. A mistake costs one attempt, never a wrong
 * row: the unique index on first versions stops it, and the batch is stored again after asking.
 * After each mistake twice as many batches in a row have to be new before the next try.
 */
public final class Newcomers {

  private static final int MOST_PATIENCE = 1024;

  private int patience = 1;
  private int newInARow;

  boolean expected() {
    return newInARow >= patience;
  }

  /** Learns from a batch that was stored. */
  void learn(StoredBatch stored) {
    boolean allNew = stored.corrections() == 0 && stored.duplicates() == 0;
    newInARow = allNew ? Math.min(newInARow + 1, MOST_PATIENCE) : 0;
  }

  /** Learns that a batch met an identity that was known, or another partition was faster. */
  void mistaken() {
    if (expected()) {
      patience = Math.min(patience * 2, MOST_PATIENCE);
    }
    newInARow = 0;
  }
}
