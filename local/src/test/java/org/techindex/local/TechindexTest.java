package org.techindex.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TechindexTest {

  @TempDir private Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';Missing required subcommand",
        "pubish;there is no 'pubish': did you mean publish?",
        "publish;Missing required parameter: 'FILE'",
        "publish a.csv --kind busines;Invalid value for option '--kind'",
        "doctor --prot 1;there is no '--prot': did you mean --port?",
        "doctor --port many;Invalid value for option '--port'",
        "doctor --port 70000;--port is from 0 to 65535, not 70000",
        "local --port -1;--port is from 0 to 65535, not -1",
        "demo --port 65536;--port is from 0 to 65535, not 65536",
        "topics --partitions 0;--partitions is from 1 to 1000, not 0",
        "ingest --create-topics 1001;--create-topics is from 1 to 1000, not 1001",
        "rank --top 0;--top is 1 or more, not 0",
        "rank --least-organisations -2;--least-organisations is 1 or more, not -2",
        "method report --draws 1;--draws is 2 or more, not 1",
        "method report --sources -1;--sources is 0 or more, not -1",
        "totals --threads 0;--threads is 1 or more, not 0",
        "release make 2026-10 --standbys -1;--standbys is 0 or more, not -1",
        "release verify --commit 0;--commit is 1 or more, not 0",
        "bench api --seconds 0;--seconds is 1 or more, not 0",
        "bench api --rounds 0;--rounds is 1 or more, not 0",
        "bench api --idle -1;--idle is 0 or more, not -1",
        "bench classifier --runs 0;--runs is 1 or more, not 0",
        "bench faults --rounds 0;--rounds is 1 or more, not 0",
        "bench ingest --signals 0;--signals is 1 or more, not 0",
        "bench ingest --warm-up -5;--warm-up is 0 or more, not -5",
        "bench pages --runs -1;--runs is 1 or more, not -1",
        "bench scoring --cells 250000,0;--cells is 1 or more, not 0",
        "bench scoring --runs 0;--runs is 1 or more, not 0",
        "bench scoring --signals -1;--signals is 0 or more, not -1",
        "bench scale --instances 1,9;--instances is from 0 to 6, not 9",
        "bench scale --signals 0;--signals is 1 or more, not 0",
        "bench scale --laps 0;--laps is 1 or more, not 0",
        "bench scale --threads 0;--threads is 1 or more, not 0",
        "bench scale --rounds -1;--rounds is 0 or more, not -1",
      })
  void wrongUseIsOneLineAndExitCodeTwo(String arguments, String line) {
    assertThat(execute(arguments)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("techindex: " + line).contains("--help`");
  }

  @Test
  void refusedRowsGiveExitCodeOne() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("a.csv"),
            """
            id,observed,name,place
            1,2026-01-02T03:04:05Z,Acme,Leeds
            2,yesterday,Acme,Leeds
            """);

    int exitCode = execute("publish " + file + " --kind business --source me --dry-run");

    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString())
        .contains("a.csv:3: observed is an RFC 3339 time", "valid, not sent: 1 businesses");
  }

  @Test
  void withoutAnyServiceTheExitCodeIsThree() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("a.csv"), "id,observed,name,place\n1,2026-01-02T03:04:05Z,A,Leeds\n");

    int exitCode = execute("publish " + file + " --kind business --source me --data " + directory);

    assertThat(exitCode).isEqualTo(3);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("start `./techindex local` in another terminal");
  }

  @Test
  void severalMistakesInSettingsAreALineEach() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("a.csv"), "id,observed,name,place\n1,2026-01-02T03:04:05Z,A,Leeds\n");

    int exitCode =
        execute(
            "publish "
                + file
                + " --kind business --source me --set api.prot=1 --set api.port=many");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "techindex: --set: unknown setting api.prot: did you mean api.port?",
            "techindex: --set: api.port is a whole number from 0 to 65535, not 'many'");
  }

  @Test
  void theDoctorFindsAPortInUseAndADirectoryThatIsAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exitCode = execute("doctor --port " + used.getLocalPort() + " --data " + file);

      assertThat(exitCode).isEqualTo(3);
      assertThat(out.toString().lines())
          .anyMatch(line -> line.startsWith("ok   Java"))
          .anyMatch(line -> line.startsWith("BAD  port") && line.endsWith("--port"))
          .anyMatch(line -> line.startsWith("BAD  data directory") && line.endsWith("--data"));
    }
  }

  @Test
  void everyCommandExplainsItself() {
    for (CommandLine command : Techindex.commandLine().getSubcommands().values()) {
      assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    }
  }

  private int execute(String arguments) {
    CommandLine commandLine = Techindex.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
  }
}
