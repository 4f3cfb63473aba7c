package org.techindex.ingest.publish;

import org.techindex.common.signal.SignalEnvelope;

/** Takes valid signals; what it took is safe when {@link #close} returns. */
public interface SignalSink extends AutoCloseable {

  /**
   * @throws org.techindex.common.run.OperatorException if the service behind it is not there
   */
  void send(SignalEnvelope envelope, byte[] document);

  @Override
  void close();

  /** For a dry run: takes everything and keeps nothing. */
  static SignalSink nowhere() {
    return new SignalSink() {
      @Override
      public void send(SignalEnvelope envelope, byte[] document) {}

      @Override
      public void close() {}
    };
  }
}
