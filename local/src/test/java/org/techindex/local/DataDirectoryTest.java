package org.techindex.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

class DataDirectoryTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void aDirectoryIsMadeAndHeldByOne() {
    Path path = directory.resolve("a").resolve("b");
    try (DataDirectory held = DataDirectory.open(path)) {
      assertThat(held.path()).isEqualTo(path.toAbsolutePath());
      assertThatThrownBy(() -> DataDirectory.open(path))
          .isInstanceOfSatisfying(
              OperatorException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USE))
          .hasMessage(
              "another techindex runs on "
                  + path
                  + ": stop that one, or name another directory with --data");
    }
    DataDirectory.open(path).close();
  }

  @Test
  void whatCannotBeWrittenIsOneLine() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
        .isInstanceOf(OperatorException.class)
        .hasMessage(
            "cannot write to the data directory "
                + file.resolve("data")
                + ": make it writable, or name another with --data");
  }
}
