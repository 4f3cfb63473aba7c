package org.techindex.common.run;

/**
 * A mistake of whoever runs the system, or a service that is not there: printed as one line that
 * says what to do, never with a stack trace.
 */
public final class OperatorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  /**
   * @param message one line: what is wrong and what to do
   */
  public OperatorException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public OperatorException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
