package org.techindex.local.streams;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.techindex.common.release.Cutoff;

/**
 * The partitions of the signal topics: the number that the database knows each by, which settles
 * between versions of equal time, and up to where records count.
 */
final class SignalPartitions {

  private final Cutoff cutoff;
  private final Map<TopicPartition, Cutoff.PartitionOffset> byPartition = new HashMap<>();

  /**
   * @param cutoff every partition of the signal topics
   */
  SignalPartitions(Cutoff cutoff) {
    this.cutoff = cutoff;
    for (Cutoff.PartitionOffset partition : cutoff.partitions()) {
      byPartition.put(new TopicPartition(partition.topic(), partition.partition()), partition);
    }
  }

  /** Where totals stop that know no end: everything counts. */
  static SignalPartitions endless(List<Cutoff.PartitionOffset> partitions) {
    return new SignalPartitions(
        new Cutoff(
            partitions.stream()
                .map(partition ->
                    new Cutoff.PartitionOffset(
                        partition.topic(), partition.partition(), partition.id(), Long.MAX_VALUE))
                .toList()));
  }

  Cutoff cutoff() {
    return cutoff;
  }

  Set<TopicPartition> all() {
    return Set.copyOf(byPartition.keySet());
  }

  boolean counts(TopicPartition partition, long offset) {
    Cutoff.PartitionOffset known = byPartition.get(partition);
    return known != null && offset < known.nextOffset();
  }

  int id(TopicPartition partition) {
    Cutoff.PartitionOffset known = byPartition.get(partition);
    if (known == null) {
      throw new IllegalArgumentException(partition + " is not of the cut-off");
    }
    return known.id();
  }
}
