package org.techindex.ingest.publish;

import org.techindex.common.signal.Refusal;
import org.techindex.common.signal.SignalEnvelope;

/** What became of one entry of a file. */
sealed interface Prepared {

  /** The line of the file. */
  long line();

  /** A valid signal, as it goes out. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, changed or kept
  record Ready(long line, SignalEnvelope envelope, byte[] document) implements Prepared {}

  /** Not a valid signal. */
  record Refused(long line, String field, String rule, String value) implements Prepared {
    static Refused of(long line, Refusal refusal) {
      return new Refused(line, refusal.field(), refusal.rule(), refusal.value());
    }
  }

  /** A row that the mapping leaves out. */
  record Skipped(long line, String reason) implements Prepared {}
}
