package org.techindex.ingest.validate;

import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalEnvelope;
import org.techindex.common.store.Position;

/** A signal that keeps all rules of the contract, as far as they can be told without a map. */
public record ValidSignal(Position position, SignalEnvelope envelope, Signal signal) {}
