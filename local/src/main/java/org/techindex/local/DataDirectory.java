package org.techindex.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** Where a local system keeps its records and rows; held by one process at a time. */
public final class DataDirectory implements AutoCloseable {

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes hold of a directory and makes it if there is none.
   *
   * @throws OperatorException if it cannot be written or another process holds it
   */
  public static DataDirectory open(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      FileChannel lockFile =
          FileChannel.open(
              absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(lockFile) == null) {
        lockFile.close();
        throw new OperatorException(
            ExitCode.WRONG_USE,
            "another techindex runs on "
                + absolute
                + ": stop that one, or name another directory with --data");
      }
      return new DataDirectory(absolute, lockFile);
    } catch (IOException e) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "cannot write to the data directory "
              + absolute
              + ": make it writable, or name another with --data",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  public Path path() {
    return path;
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  /** Lets go of the directory. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
