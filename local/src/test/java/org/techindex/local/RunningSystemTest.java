package org.techindex.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.run.OperatorException;
import org.techindex.local.RunningSystem.Notes;

class RunningSystemTest {

  private static final long THIS_PROCESS = ProcessHandle.current().pid();

  @TempDir private Path directory = Path.of("");

  @Test
  void aRunningSystemIsFoundUntilItIsRemoved() {
    Notes notes = new Notes(directory.resolve("running"));
    RunningSystem system = system(THIS_PROCESS, "a");
    assertThat(notes.find(Optional.empty())).isEmpty();

    notes.write(system);

    assertThat(notes.find(Optional.empty())).contains(system);
    assertThat(notes.find(Optional.of(directory.resolve("a")))).contains(system);
    assertThat(notes.find(Optional.of(directory.resolve("b")))).isEmpty();
    notes.remove(THIS_PROCESS);
    assertThat(notes.find(Optional.empty())).isEmpty();
  }

  @Test
  void theNoteOfAProcessThatIsGoneIsPassedOver() throws IOException {
    Process gone = new ProcessBuilder("true").start();
    gone.onExit().join();
    Notes notes = new Notes(directory);
    notes.write(system(gone.pid(), "a"));
    Files.writeString(directory.resolve("1.new"), "half a no");

    assertThat(notes.find(Optional.empty())).isEmpty();
  }

  @Test
  void whereSeveralRunOneHasToBeNamed() {
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Notes notes = new Notes(directory.resolve("running"));
    notes.write(system(THIS_PROCESS, "a"));
    notes.write(system(parent, "b"));

    assertThatThrownBy(() -> notes.find(Optional.empty()))
        .isInstanceOf(OperatorException.class)
        .hasMessageStartingWith("several systems run; name one: --data ");
    assertThat(notes.find(Optional.of(directory.resolve("b"))).orElseThrow().processId())
        .isEqualTo(parent);
  }

  private RunningSystem system(long processId, String data) {
    return new RunningSystem(
        processId,
        directory.resolve(data).toAbsolutePath(),
        "127.0.0.1:1",
        "jdbc:postgresql://127.0.0.1:2/postgres?user=postgres",
        "http://127.0.0.1:3/");
  }
}
