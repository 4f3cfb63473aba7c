package org.techindex.ingest;

import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.signal.Refusal;
import org.techindex.common.signal.RefusedException;
import org.techindex.common.store.Position;
import org.techindex.ingest.classify.ClassifiedSignal;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.LocatedSignal;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.ReceivedSignal;
import org.techindex.ingest.receive.Receiver;
import org.techindex.ingest.store.BatchStore;
import org.techindex.ingest.store.FencedException;
import org.techindex.ingest.store.PartitionBatch;
import org.techindex.ingest.store.RowEncoder;
import org.techindex.ingest.store.Storable;
import org.techindex.ingest.store.StoredBatch;
import org.techindex.ingest.validate.ValidSignal;
import org.techindex.ingest.validate.Validator;

/**
 * The path of a signal: receive, validate, classify, locate, store. The first four know one record
 * at a time and run on many threads; the last one takes the batches of one partition in order.
 */
public final class IngestPipeline {

  private static final Logger LOG = LoggerFactory.getLogger(IngestPipeline.class);

  private final SignalClassifier classifier;
  private final Locator locator;
  private final RowEncoder rows;
  private final BatchStore store;

  public IngestPipeline(
      SignalClassifier classifier, Locator locator, RowEncoder rows, BatchStore store) {
    this.classifier = classifier;
    this.locator = locator;
    this.rows = rows;
    this.store = store;
  }

  /** What is to be stored of a record: its rows, or why it is refused. */
  public Storable prepare(int partitionId, ConsumerRecord<byte[], byte[]> record) {
    Position position = Position.of(partitionId, record.offset());
    Refusal.Stage stage = Refusal.Stage.RECEIVE;
    try {
      ReceivedSignal received = Receiver.receive(position, record);
      return switch (received) {
        case ReceivedSignal.Retraction retraction -> rows.encode(retraction);
        case ReceivedSignal.Version version -> {
          stage = Refusal.Stage.VALIDATE;
          ValidSignal valid = Validator.validate(version);
          ClassifiedSignal classified = classifier.classify(valid);
          stage = Refusal.Stage.LOCATE;
          LocatedSignal located = locator.locate(classified);
          stage = Refusal.Stage.STORE;
          yield rows.encode(located);
        }
      };
    } catch (RefusedException e) {
      return refused(position, record, e.refusal());
    } catch (RuntimeException | StackOverflowError e) {
      // A defect of ours must not stop the signals behind it; the record is kept for a replay.
      LOG.atError()
          .setCause(e)
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .log("{}-{}@{} met a defect", record.topic(), record.partition(), record.offset());
      return refused(position, record, new Refusal.Unstorable(stage, e.getClass().getSimpleName()));
    }
  }

  private static Storable refused(
      Position position, ConsumerRecord<byte[], byte[]> record, Refusal refusal) {
    return new Storable.RefusedRecord(
        position, Receiver.identityIfReadable(record).orElse(null), refusal);
  }

  /**
   * Stores a batch and moves the partition's offset, both or neither.
   *
   * @throws FencedException if another consumer has the partition now
   * @throws SQLException if the database did not take the batch
   */
  public StoredBatch store(PartitionBatch batch) throws SQLException, FencedException {
    return store.store(batch);
  }
}
