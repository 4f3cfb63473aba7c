package org.techindex.ingest.receive;

import java.time.OffsetDateTime;
import org.techindex.common.signal.SignalDraft;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Position;

/** A record that is a signal by its envelope and its types, at its position. */
public sealed interface ReceivedSignal {

  Position position();

  /** A version of a signal: the first, a correction or a duplicate. */
  record Version(Position position, SignalEnvelope envelope, SignalDraft draft)
      implements ReceivedSignal {}

  /**
   * A null value: the signal does not count any more, unless a later version says so.
   *
   * @param kind that of the topic
   * @param time of the header {@code ce_time}, or of the record where it has none
   */
  record Retraction(Position position, SignalKind kind, SignalId id, OffsetDateTime time)
      implements ReceivedSignal {}
}
