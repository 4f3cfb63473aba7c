package org.techindex.local.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.techindex.common.release.Cutoff;
import org.techindex.common.store.Position;
import org.techindex.ingest.receive.Topics;

/**
 * The partitions of the signal topics. Classified signals name theirs by a number that follows from
 * topic and partition alone; the number that the database knows it by, which settles between
 * versions of equal time, and up to where records count are those of a cut-off.
 */
final class SignalPartitions {

  private static final int PARTITIONS_OF_A_TOPIC = 1 << 16;
  private static final long NOTHING = 0;

  private final Cutoff cutoff;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final List<long[]> endsByTopic = new ArrayList<>();
  private final List<int[]> idsByTopic = new ArrayList<>();

  /**
   * @param cutoff every partition of the signal topics
   */
  SignalPartitions(Cutoff cutoff) {
    this.cutoff = cutoff;
    for (String topic : Topics.ofSignals()) {
      int partitions =
          1
              + cutoff.partitions().stream()
                  .filter(each -> each.topic().equals(topic))
                  .mapToInt(Cutoff.PartitionOffset::partition)
                  .max()
                  .orElse(-1);
      endsByTopic.add(new long[partitions]);
      idsByTopic.add(new int[partitions]);
    }
    for (Cutoff.PartitionOffset each : cutoff.partitions()) {
      ends.put(new TopicPartition(each.topic(), each.partition()), each.nextOffset());
      int topic = Topics.ofSignals().indexOf(each.topic());
      endsByTopic.get(topic)[each.partition()] = each.nextOffset();
      idsByTopic.get(topic)[each.partition()] = each.id();
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

  /** The number of a partition that is the same for every database and every cut-off. */
  static int number(TopicPartition partition) {
    return Topics.ofSignals().indexOf(partition.topic()) * PARTITIONS_OF_A_TOPIC
        + partition.partition();
  }

  Cutoff cutoff() {
    return cutoff;
  }

  Set<TopicPartition> all() {
    return Set.copyOf(ends.keySet());
  }

  boolean counts(TopicPartition partition, long offset) {
    return offset < ends.getOrDefault(partition, NOTHING);
  }

  /**
   * @param position by {@link #number}
   */
  boolean counts(Position position) {
    int topic = position.partition() / PARTITIONS_OF_A_TOPIC;
    int partition = position.partition() % PARTITIONS_OF_A_TOPIC;
    long[] ofTopic = endsByTopic.get(topic);
    return partition < ofTopic.length && position.offset() < ofTopic[partition];
  }

  /**
   * The position as the database has it.
   *
   * @param position by {@link #number}, one that {@link #counts}
   */
  Position stored(Position position) {
    int topic = position.partition() / PARTITIONS_OF_A_TOPIC;
    int partition = position.partition() % PARTITIONS_OF_A_TOPIC;
    return Position.of(idsByTopic.get(topic)[partition], position.offset());
  }
}
