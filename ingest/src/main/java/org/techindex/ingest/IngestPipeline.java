package org.techindex.ingest;

import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.signal.Refusal;
import org.techindex.common.store.Position;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.Receiver;
import org.techindex.ingest.store.BatchStore;
import org.techindex.ingest.store.FencedException;
import org.techindex.ingest.store.Newcomers;
import org.techindex.ingest.store.PartitionBatch;
import org.techindex.ingest.store.RowEncoder;
import org.techindex.ingest.store.Storable;
import org.techindex.ingest.store.StoredBatch;

/**
 * The path of a signal: receive, validate, classify, locate, store. The first four know one record
 * at a time and run on many threads; the last one takes the batches of one partition in order.
 */
public final class IngestPipeline {

  private static final Logger LOG = LoggerFactory.getLogger(IngestPipeline.class);

  private final SignalGate gate;
  private final RowEncoder rows;
  private final BatchStore store;

  public IngestPipeline(
      SignalClassifier classifier, Locator locator, RowEncoder rows, BatchStore store) {
    this.gate = new SignalGate(classifier, locator);
    this.rows = rows;
    this.store = store;
  }

  /** What is to be stored of a record: its rows, or why it is refused. */
  public Storable prepare(int partitionId, ConsumerRecord<byte[], byte[]> record) {
    Admission admission = gate.admit(partitionId, record);
    try {
      return switch (admission) {
        case Admission.Refused refused ->
            new Storable.RefusedRecord(refused.position(), refused.id(), refused.refusal());
        case Admission.Retracted retracted -> rows.encode(retracted.retraction());
        case Admission.Admitted admitted -> rows.encode(admitted.located());
      };
    } catch (RuntimeException | StackOverflowError e) {
      // A defect of ours must not stop the signals behind it; the record is kept for a replay.
      LOG.atError()
          .setCause(e)
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .log("{}-{}@{} met a defect", record.topic(), record.partition(), record.offset());
      Position position = Position.of(partitionId, record.offset());
      return new Storable.RefusedRecord(
          position,
          Receiver.identityIfReadable(record).orElse(null),
          new Refusal.Unstorable(Refusal.Stage.STORE, e.getClass().getSimpleName()));
    }
  }

  /**
   * Stores a batch and moves the partition's offset, both or neither.
   *
   * @param newcomers of the partition
   * @throws FencedException if another consumer has the partition now
   * @throws SQLException if the database did not take the batch
   */
  public StoredBatch store(PartitionBatch batch, Newcomers newcomers)
      throws SQLException, FencedException {
    return store.store(batch, newcomers);
  }
}
