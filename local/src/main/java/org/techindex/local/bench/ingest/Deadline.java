package org.techindex.local.bench.ingest;

import java.time.Duration;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** How long a peer may take. */
final class Deadline {

  static final Duration LONGEST = Duration.ofMinutes(30);

  private Deadline() {}

  static OperatorException passed(String peer) {
    return new OperatorException(
        ExitCode.SERVICE_MISSING,
        peer + " did not end within " + LONGEST.toMinutes() + " minutes: take fewer --signals");
  }
}
