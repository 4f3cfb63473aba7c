package org.techindex.ingest;

import org.jspecify.annotations.Nullable;
import org.techindex.common.signal.Refusal;
import org.techindex.common.signal.SignalId;
import org.techindex.common.store.Position;
import org.techindex.ingest.locate.LocatedSignal;
import org.techindex.ingest.receive.ReceivedSignal;

/** What becomes of a record before anything is stored. */
public sealed interface Admission {

  /** A signal, classified and located. */
  record Admitted(LocatedSignal located) implements Admission {}

  /** The end of a signal. */
  record Retracted(ReceivedSignal.Retraction retraction) implements Admission {}

  /**
   * No signal.
   *
   * @param id as far as the key tells one
   */
  record Refused(Position position, @Nullable SignalId id, Refusal refusal) implements Admission {}
}
