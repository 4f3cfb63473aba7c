package org.techindex.scoring.total;

import org.techindex.common.release.Cutoff;
import org.techindex.common.store.Position;

/** A cut-off as a question: does a position lie below it? */
final class CutoffOffsets {

  private final long[] nextOffsets;

  CutoffOffsets(Cutoff cutoff) {
    int largest = cutoff.partitions().stream().mapToInt(Cutoff.PartitionOffset::id).max().orElse(0);
    nextOffsets = new long[largest + 1];
    for (Cutoff.PartitionOffset partition : cutoff.partitions()) {
      nextOffsets[partition.id()] = partition.nextOffset();
    }
  }

  boolean holds(long position) {
    Position packed = new Position(position);
    return packed.partition() < nextOffsets.length
        && packed.offset() < nextOffsets[packed.partition()];
  }

  /** The first offset of a partition that does not count; 0 if the cut-off does not name it. */
  long nextOffset(int partition) {
    return partition < nextOffsets.length ? nextOffsets[partition] : 0;
  }
}
