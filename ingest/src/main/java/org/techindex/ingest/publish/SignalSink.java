package org.techindex.ingest.publish;

import java.util.List;
import org.techindex.common.receipt.RecordRange;
import org.techindex.common.signal.SignalEnvelope;

/** Takes valid signals; what it took is safe when {@link #close} returns. */
public interface SignalSink extends AutoCloseable {

  /**
   * @throws org.techindex.common.run.OperatorException if the service behind it is not there
   */
  void send(SignalEnvelope envelope, byte[] document);

  /** Where the records stand that were taken; complete after {@link #close}. */
  List<RecordRange> written();

  @Override
  void close();

  /** For a dry run: takes everything and keeps nothing. */
  static SignalSink nowhere() {
    return new SignalSink() {
      @Override
      public void send(SignalEnvelope envelope, byte[] document) {}

      @Override
      public List<RecordRange> written() {
        return List.of();
      }

      @Override
      public void close() {}
    };
  }
}
