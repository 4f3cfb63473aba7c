package org.techindex.common.release;

import java.util.List;

/**
 * Which records a ranking was made from: of each topic partition, those below an offset.
 *
 * @param partitions sorted by topic, then partition
 */
public record Cutoff(List<PartitionOffset> partitions) {

  public Cutoff {
    partitions = partitions.stream().sorted().toList();
  }

  /** Records that count, over all partitions; on topics that lost none since their beginning. */
  public long records() {
    return partitions.stream().mapToLong(PartitionOffset::nextOffset).sum();
  }

  /**
   * @param id the database's number of the partition
   * @param nextOffset the first offset that does not count
   */
  public record PartitionOffset(String topic, int partition, int id, long nextOffset)
      implements Comparable<PartitionOffset> {

    @Override
    public int compareTo(PartitionOffset other) {
      int byTopic = topic.compareTo(other.topic);
      return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
    }
  }
}
