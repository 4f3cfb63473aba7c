package org.techindex.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.config.Settings;
import picocli.CommandLine;

/** The walk of the README through the commands, on a data directory of its own. */
class LocalSystemTest {

  private static final Settings SETTINGS =
      Settings.read(SystemSettings.ALL, Optional.empty(), Map.of(), Map.of());

  @TempDir private Path directory = Path.of("");

  /** What a command printed and how it ended. */
  private record Ended(int exitCode, String out, String err) {}

  @Test
  void stoppingStartingAndPublishingAgainChangeNoNumber() throws Exception {
    Path file = businesses();
    Path data = directory.resolve("data");
    String publish = "publish " + file + " --kind business --source walk --data " + data;
    String rank = "rank --sector ai-and-data --format csv --data " + data;
    String ranking;
    try (LocalSystem system = start(data)) {
      Ended published = execute(publish);
      assertThat(published.err()).isEmpty();
      assertThat(published.exitCode()).isEqualTo(0);
      assertThat(system.awaitStored(Duration.ofMinutes(1))).isTrue();

      ranking = execute(rank).out();
      // 30 organisations in Leeds, 20 in Bristol, equal in every factor that has data.
      assertThat(ranking.lines().skip(1).map(LocalSystemTest::withoutInterval))
          .containsExactly(
              "AI and Data,1,Leeds,Yorkshire and the Humber,60.0",
              "AI and Data,2,Bristol,South West,40.0",
              "AI and Data,0,Elsewhere,,0.0");

      Ended made = execute("release make 2026-10 --data " + data);
      assertThat(made.out()).startsWith("2026-10.v1 published: 6 tables by live-1");
    }
    assertThat(execute(rank).exitCode()).isEqualTo(3);

    try (LocalSystem system = start(data)) {
      assertThat(execute(publish).exitCode()).isEqualTo(0);
      assertThat(system.awaitStored(Duration.ofMinutes(1))).isTrue();

      assertThat(execute(rank).out()).isEqualTo(ranking);
      assertThat(execute("release --data " + data + " verify 2026-10").out())
          .startsWith("2026-10.v1 is the same, byte for byte");
      assertThat(execute("release list --data " + data).out()).contains("2026-10.v1", "published");
    }
  }

  /** The totals come from the database or from the topics, and are the same integers. */
  @Test
  void aReleaseOfEitherEngineIsTheSameByTheOther() throws Exception {
    Path data = directory.resolve("data");
    String on = " --data " + data;
    String streams = on + " --engine streams --state " + directory.resolve("state");
    try (LocalSystem system = start(data)) {
      publish(system, businesses(), data);
      assertThat(execute("release make 2026-09" + streams).out())
          .startsWith("2026-09.v1 published: 6 tables");

      publish(system, more(), data);
      assertThat(execute("release make 2026-10" + on).out())
          .startsWith("2026-10.v1 published: 6 tables");
      assertThat(execute("release correct 2026-09 --reason late" + streams).out())
          .startsWith("2026-09.v2 published: late");

      // What streams has counted for the verification stays in the database.
      for (String engine : List.of(on, streams, on + " --engine kept")) {
        Ended verified = execute("release verify" + engine);
        assertThat(verified.err()).isEmpty();
        assertThat(verified.out().lines())
            .containsExactly(
                "2026-10.v1 is the same, byte for byte",
                "2026-09.v2 is the same, byte for byte",
                "2026-09.v1 is the same, byte for byte");
        assertThat(verified.exitCode()).isZero();
      }

      assertThat(execute("release correct 2026-10 --reason again --engine kept" + on).out())
          .startsWith("2026-10.v2 published: again")
          .doesNotContain("stored since");
      assertThat(execute("release verify 2026-10" + on).out())
          .contains("2026-10.v2 is the same, byte for byte");

      publish(system, more(), data); // Every row again: duplicates are records too.
      assertThat(execute("release correct 2026-10 --reason behind --engine kept" + on).out())
          .contains("records stored since these totals were counted: 40 ");
      List<String> scanned = counted("totals" + on);
      assertThat(scanned.getFirst())
          .startsWith("130 records up to the cut-off, of which 0 refused; as of ");
      assertThat(counted("totals" + streams)).isEqualTo(scanned);
      assertThat(counted("totals --engine kept" + on)).isEqualTo(scanned);
    }
  }

  /** What {@code totals} prints, without the name of the engine and the time that it took. */
  private static List<String> counted(String totals) {
    Ended ended = execute(totals);
    assertThat(ended.exitCode()).isZero();
    return ended.out().lines().map(line -> line.replaceFirst("^.* s, sha256", "sha256")).toList();
  }

  /** As after new software: what is stored was classified by the version before. */
  @Test
  void afterAChangeOfTheClassifierWhatIsStoredIsClassifiedAnew() throws Exception {
    Path data = directory.resolve("data");
    String rank = "rank --sector ai-and-data --format csv --data " + data;
    String ranking;
    try (LocalSystem system = start(data)) {
      publish(system, businesses(), data);
      ranking = execute(rank).out();
      try (Connection connection = system.stored().database().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("update classifier set version = 'before-1'");
      }
      Ended refused = execute(rank);
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains("classified by before-1 and not by", "run `techindex reclassify`");
    }
    try (LocalSystem _ = start(data)) {
      assertThat(execute(rank).out()).isEqualTo(ranking);
    }
  }

  @Test
  void aPortInUseIsOneLineAndLeavesTheDataDirectoryFree() throws Exception {
    Path data = directory.resolve("data");
    try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended ended = execute("local --data " + data + " --port " + used.getLocalPort());

      assertThat(ended.exitCode()).isEqualTo(3);
      assertThat(ended.err().lines())
          .containsExactly(
              "techindex: port "
                  + used.getLocalPort()
                  + " is in use: give another one with --port, or stop what uses it");
    }
    start(data).close();
  }

  private static LocalSystem start(Path data) throws InterruptedException {
    return LocalSystem.start(DataDirectory.open(data), false, Optional.of(0), SETTINGS);
  }

  private static void publish(LocalSystem system, Path file, Path data) throws Exception {
    Ended published = execute("publish " + file + " --kind business --source walk --data " + data);
    assertThat(published.exitCode()).isZero();
    assertThat(system.awaitStored(Duration.ofMinutes(1))).isTrue();
  }

  /** 20 organisations that move to Bristol, corrected a day later, and 20 new ones in Leeds. */
  private Path more() throws IOException {
    List<String> rows = new ArrayList<>(List.of("id,observed,name,text,place,sectors"));
    for (int i = 10; i < 30; i++) {
      rows.add(
          "b%d,2026-05-02T00:00:00Z,Firm %d,Machine learning for all,Bristol,ai-and-data"
              .formatted(i, i));
      rows.add(
          "n%d,2026-08-01T00:00:00Z,Firm N%d,Solar power and batteries,Leeds,clean-growth"
              .formatted(i, i));
    }
    return Files.write(directory.resolve("more.csv"), rows);
  }

  private Path businesses() throws IOException {
    List<String> rows = new ArrayList<>(List.of("id,observed,name,text,place,sectors"));
    for (int i = 0; i < 50; i++) {
      rows.add(
          "b%d,2026-05-01T00:00:00Z,Firm %d,Machine learning for everybody,%s,ai-and-data"
              .formatted(i, i, i < 30 ? "Leeds" : "Bristol"));
    }
    return Files.write(directory.resolve("businesses.csv"), rows);
  }

  private static String withoutInterval(String row) {
    return String.join(",", List.of(row.split(",")).subList(0, 5));
  }

  private static Ended execute(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Techindex.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(arguments.split(" ", -1));
    return new Ended(exitCode, out.toString(), err.toString());
  }
}
