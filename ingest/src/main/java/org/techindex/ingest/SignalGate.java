package org.techindex.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.signal.Refusal;
import org.techindex.common.signal.RefusedException;
import org.techindex.common.store.Position;
import org.techindex.ingest.classify.ClassifiedSignal;
import org.techindex.ingest.classify.SignalClassifier;
import org.techindex.ingest.locate.Locator;
import org.techindex.ingest.receive.ReceivedSignal;
import org.techindex.ingest.receive.Receiver;
import org.techindex.ingest.validate.ValidSignal;
import org.techindex.ingest.validate.Validator;

/**
 * Receive, validate, classify, locate: the steps that know one record at a time. Whoever keeps
 * totals of signals lets them in here, so that all refuse the same records for the same reasons.
 * Safe for many threads.
 */
public final class SignalGate {

  private static final Logger LOG = LoggerFactory.getLogger(SignalGate.class);

  private final SignalClassifier classifier;
  private final Locator locator;

  public SignalGate(SignalClassifier classifier, Locator locator) {
    this.classifier = classifier;
    this.locator = locator;
  }

  /**
   * @param partitionId the database's number of the partition
   */
  public Admission admit(int partitionId, ConsumerRecord<byte[], byte[]> record) {
    Position position = Position.of(partitionId, record.offset());
    Refusal.Stage stage = Refusal.Stage.RECEIVE;
    try {
      ReceivedSignal received = Receiver.receive(position, record);
      return switch (received) {
        case ReceivedSignal.Retraction retraction -> new Admission.Retracted(retraction);
        case ReceivedSignal.Version version -> {
          stage = Refusal.Stage.VALIDATE;
          ValidSignal valid = Validator.validate(version);
          ClassifiedSignal classified = classifier.classify(valid);
          stage = Refusal.Stage.LOCATE;
          yield new Admission.Admitted(locator.locate(classified));
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

  private static Admission refused(
      Position position, ConsumerRecord<byte[], byte[]> record, Refusal refusal) {
    return new Admission.Refused(
        position, Receiver.identityIfReadable(record).orElse(null), refusal);
  }
}
