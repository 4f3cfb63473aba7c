package org.techindex.ingest.store;

import org.apache.kafka.common.Uuid;

/**
 * A topic partition as the database knows it.
 *
 * @param id the database's number of the partition
 * @param nextOffset the first offset that is not yet in the tables
 */
public record PartitionClaim(String topic, int partition, Uuid topicId, int id, long nextOffset) {

  /** The claim after a batch. */
  public PartitionClaim upTo(long offset) {
    return new PartitionClaim(topic, partition, topicId, id, offset);
  }
}
