package org.techindex.ingest.store;

/**
 * What became of the records of a batch.
 *
 * @param signals stored as the first of their identity
 * @param corrections stored as later versions or retractions of a known identity
 * @param duplicates no later than a version before them in the same partition
 */
public record StoredBatch(
    PartitionClaim claim, int signals, int corrections, int duplicates, int refusals) {}
