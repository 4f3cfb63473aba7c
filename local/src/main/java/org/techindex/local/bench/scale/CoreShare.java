package org.techindex.local.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * A control group of Linux that holds one process to a share of a core: of every tenth of a second
 * it runs that part. What it was not given, others have.
 */
final class CoreShare implements AutoCloseable {

  private static final int PERIOD_MICROSECONDS = 100_000;
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final int TRIES = 50;
  private static final long BETWEEN_MILLISECONDS = 20;

  private final Path group;

  private CoreShare(Path group) {
    this.group = group;
  }

  /** Whether this machine has control groups and lets this user make one. */
  static boolean isPossible() {
    Path probe = group(ProcessHandle.current().pid());
    try {
      Files.createDirectory(probe);
      try {
        limit(probe, PERIOD_MICROSECONDS);
      } finally {
        Files.delete(probe);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isUnified() {
    return Files.exists(GROUPS.resolve("cgroup.controllers"));
  }

  private static Path group(long process) {
    return GROUPS.resolve(isUnified() ? "" : "cpu").resolve("techindex-bench-" + process);
  }

  private static void limit(Path group, int quotaMicroseconds) throws IOException {
    if (isUnified()) {
      Files.writeString(group.resolve("cpu.max"), quotaMicroseconds + " " + PERIOD_MICROSECONDS);
    } else {
      Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROSECONDS));
      Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(quotaMicroseconds));
    }
  }

  /**
   * @param share of one core, 0 to 1
   * @throws OperatorException if this machine has no control groups, or does not let this user make
   *     one
   */
  static CoreShare of(Process process, double share) {
    Path group = group(process.pid());
    try {
      Files.createDirectory(group);
      limit(group, (int) Math.round(share * PERIOD_MICROSECONDS));
      Files.writeString(group.resolve("cgroup.procs"), Long.toString(process.pid()));
      return new CoreShare(group);
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "this machine does not let this user hold a process to a share of a core: take"
              + " --share 0, or run as one who may write to "
              + GROUPS,
          e);
    }
  }

  /** Removes the group, whose process has ended. */
  @Override
  public void close() throws IOException {
    IOException last = new IOException(group + " is still in use");
    for (int attempt = 0; attempt < TRIES; attempt++) {
      try {
        Files.deleteIfExists(group);
        return;
      } catch (IOException e) {
        last = e;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw last;
  }
}
