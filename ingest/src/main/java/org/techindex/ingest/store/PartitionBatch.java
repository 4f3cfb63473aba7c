package org.techindex.ingest.store;

import java.util.List;

/**
 * Consecutive records of one partition, to be stored together.
 *
 * @param claim where the partition stands before the batch
 * @param records in the order of their offsets
 * @param nextOffset where the partition stands after the batch
 */
public record PartitionBatch(PartitionClaim claim, List<Storable> records, long nextOffset) {

  public PartitionBatch {
    records = List.copyOf(records);
  }
}
