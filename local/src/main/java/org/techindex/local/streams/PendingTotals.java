package org.techindex.local.streams;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.techindex.scoring.kept.KeptBatch;
import org.techindex.scoring.kept.KeptPartition;
import org.techindex.scoring.total.SumKey;

/**
 * Committed records of one partition of the topic of totals that are not in the database yet: the
 * latest of each key. A sending counts when its last record, {@link Reached}, is there.
 */
final class PendingTotals {

  private final int totals;
  private final int partition;
  private KeptPartition stored;

  /** Of the sending that is being read. */
  private final Map<Bytes, byte @Nullable []> open = new HashMap<>();

  /** Of whole sendings, since the rows that are stored. */
  private final Map<Bytes, byte @Nullable []> whole = new HashMap<>();

  private @Nullable KeptPartition reached;

  /**
   * @param totals as they are numbered in the database
   * @param stored where the partition stands there
   */
  PendingTotals(int totals, int partition, KeptPartition stored) {
    this.totals = totals;
    this.partition = partition;
    this.stored = stored;
  }

  /** Where the partition stands in the database. */
  KeptPartition stored() {
    return stored;
  }

  /** Where it stands once {@link #batch} is stored; null if there is nothing to store. */
  @Nullable KeptPartition reached() {
    return reached;
  }

  /** Takes the next record in. */
  void take(long offset, byte[] key, byte @Nullable [] value) {
    if (value == null || !TotalsRecord.isReached(key)) {
      open.put(Bytes.wrap(key), value);
      return;
    }
    Reached last = Reached.decode(value);
    long before = (reached == null ? stored : reached).reached().since();
    if (last.since() != before) {
      whole.clear(); // Of an earlier keeper: the new one has sent every cell that has something.
    }
    open.forEach((each, content) -> {
      if (content == null || ByteBuffer.wrap(content).getLong() == last.since()) {
        whole.put(each, content);
      }
    });
    open.clear();
    reached =
        new KeptPartition(
            offset + 1,
            new KeptPartition.Reached(last.since(), last.nextClassified(), last.nextMessage()));
  }

  /** What the whole sendings since the stored rows come to. */
  KeptBatch batch() {
    KeptBatch batch = new KeptBatch(totals, partition);
    whole.forEach((key, value) -> {
      byte[] bytes = key.get();
      ByteBuffer from = value == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(value);
      if (from.hasRemaining()) {
        from.getLong();
      }
      if (TotalsRecord.isPairs(bytes)) {
        long lowCell = TotalsRecord.pairsCell(bytes);
        batch.replaceLinks(lowCell);
        PairTotals.decode(lowCell, from, batch);
      } else {
        int digits = TotalsRecord.rowsCell(bytes);
        batch.replace(SumKey.cell(digits));
        RowTotals.decode(digits, from, batch);
      }
    });
    return batch;
  }

  /** What {@link #batch} gave is in the database. */
  void markStored() {
    if (reached != null) {
      stored = reached;
      reached = null;
      whole.clear();
    }
  }
}
