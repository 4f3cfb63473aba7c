package org.techindex.common.signal;

import java.util.Objects;

/** Ends the way of one signal through the stages; carries why, and costs no stack trace. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.toString(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return Objects.requireNonNull(refusal);
  }
}
