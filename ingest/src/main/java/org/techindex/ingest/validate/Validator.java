package org.techindex.ingest.validate;

import org.techindex.common.signal.RefusedException;
import org.techindex.common.signal.SignalRules;
import org.techindex.ingest.receive.ReceivedSignal;

/** Applies the rules that producers meet too when they check their files before publishing. */
public final class Validator {

  private Validator() {}

  /**
   * @throws RefusedException with the first rule that the signal breaks
   */
  public static ValidSignal validate(ReceivedSignal.Version received) throws RefusedException {
    return new ValidSignal(
        received.position(),
        received.envelope(),
        SignalRules.check(received.draft(), received.envelope().id()));
  }
}
