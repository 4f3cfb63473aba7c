package org.techindex.common.run;

/** How a command of the command line ends. */
public enum ExitCode {
  DONE(0),
  SOME_INPUT_REFUSED(1),
  WRONG_USE(2),
  SERVICE_MISSING(3);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
