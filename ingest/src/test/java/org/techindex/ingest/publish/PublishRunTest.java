package org.techindex.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.run.Progress;
import org.techindex.common.signal.SignalCodec;
import org.techindex.common.signal.SignalKind;
import org.techindex.ingest.publish.PublishRun.PublishOrder;

class PublishRunTest {

  private static final String HEADER = "id,observed,name,text,lat,lon,place,region\n";
  private static final String GOOD = "1,2026-01-02T03:04:05Z,Acme,\"two\nlines\",51.5,-0.1,,\n";

  @TempDir private Path directory = Path.of("");

  @Test
  void everyRefusedRowIsListedWithLineFieldAndReasonAndTheRestGoesOn() throws IOException {
    // The first row takes lines 2 and 3, so the next one begins in line 4.
    Path file =
        file(
            "a.csv",
            HEADER
                + GOOD
                + "2,2026-01-02T03:04:05,No offset,,51.5,-0.1,,\n"
                + "3,2026-01-02T03:04:05Z,No place,,,,,\n"
                + "4,2026-01-02T03:04:05Z,Nul\0,,51.5,-0.1,,\n"
                + "5,2026-01-02T03:04:05Z,Few cells\n"
                + "6,2026-01-02T03:04:05Z,Far,,151.5,-0.1,,\n"
                + ",2026-01-02T03:04:05Z,No id,,51.5,-0.1,,\n"
                + "1,2026-01-02T03:04:05Z,Twice,,51.5,-0.1,,\n"
                + "9,2026-01-02T03:04:05Z,Good too,,,,Leeds,\n");

    PublishReport report = run(file).dryRun();

    assertThat(report.ready()).isEqualTo(2);
    assertThat(report.refused()).isEqualTo(7);
    assertThat(report.lines())
        .contains(
            "a.csv:4: observed is an RFC 3339 time with offset, like 2026-11-22T09:30:00Z (found:"
                + " 2026-01-02T03:04:05)",
            "a.csv:5: location is required",
            "a.csv:6: name has no NUL character (found: Nul\\u0000)",
            "a.csv:7: row has as many cells as the header (found: 3 cells for 8 columns)",
            "a.csv:8: location.lat is a number of degrees from -90 to 90 (found: 151.5)",
            "a.csv:9: id is required",
            "a.csv:10: id stands once in a file (found: 1 is in line 2)",
            "refused 7:",
            "valid, not sent: 2 businesses");
  }

  @Test
  void bytesThatAreNoTextStayInTheirOwnRow() throws IOException {
    byte[] rows =
        (HEADER + GOOD + "2,2026-01-02T03:04:05Z,Caf\u00e9,,51.5,-0.1,,\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(directory.resolve("latin1.csv"), rows);

    PublishReport report = run(file).dryRun();

    assertThat(report.ready()).isEqualTo(1);
    assertThat(report.lines()).contains("latin1.csv:4: name is valid UTF-8 (found: Caf\uFFFD)");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
    assertThat(run(file("bom.csv", "\uFEFF" + HEADER + GOOD)).dryRun().ready()).isEqualTo(1);
  }

  @Test
  void aSignalLargerThanTheLimitIsRefused() throws IOException {
    String text = "\u20ac".repeat(SignalCodec.LARGEST_BYTES / 3 + 1);
    Path file = file("big.jsonl", "{\"id\":\"1\",\"text\":\"" + text + "\"}\n");

    assertThat(run(file).dryRun().lines())
        .anyMatch(line -> line.startsWith("big.jsonl:1: value a signal has at most 1000000 bytes"));
  }

  @Test
  void linesOfJsonAreSignalsToo() throws IOException {
    Path file =
        file(
            "a.jsonl",
            """
            {"id":"1","observed":"2026-01-02T03:04:05Z","name":"Acme","location":{"place":"Leeds"}}

            {"id":"2","observed":"2026-01-02T03:04:05Z","name":"\\ud800","location":{"place":"Leeds"}}
            {"id":"3","nme":"x"}
            not json
            """);

    PublishReport report = run(file).dryRun();

    assertThat(report.ready()).isEqualTo(1);
    assertThat(report.refused()).isEqualTo(3);
    assertThat(report.lines())
        .anyMatch(line -> line.startsWith("a.jsonl:3:") && line.contains("surrogate"))
        .anyMatch(line -> line.startsWith("a.jsonl:4: nme"))
        .anyMatch(line -> line.startsWith("a.jsonl:5: value"));
  }

  @Test
  void unknownColumnsAreWrongUseAndNameTheNearest() throws IOException {
    assertThatThrownBy(() -> run(file("a.csv", "id,observed,nmae,Lat\n")).check())
        .isInstanceOfSatisfying(
            OperatorException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USE))
        .hasMessageContaining("column 'nmae'")
        .hasMessageContaining("did you mean name?")
        .hasMessageContaining("did you mean lat?");
  }

  @Test
  void columnsThatAMappingNeedsAreMissed() throws IOException {
    Path file = file("a.csv", "id,nam\n");
    PublishOrder order =
        new PublishOrder(
            List.of(file),
            Optional.empty(),
            Optional.empty(),
            Optional.of(MappingFile.find("waifinder")),
            Optional.empty());

    assertThatThrownBy(() -> new PublishRun(order, silent()).check())
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("has no column name: did you mean nam?")
        .hasMessageContaining("has no column description");
  }

  @Test
  void whoeverDoesNotSayKindOrSourceIsTold() {
    assertThatThrownBy(() -> order(Optional.empty(), Optional.of("me")).check())
        .hasMessage("say what the rows are: --kind business, event, institution or publication");
    assertThatThrownBy(() -> order(Optional.of(SignalKind.EVENT), Optional.empty()).check())
        .hasMessage("say who publishes: --source NAME");
    assertThatThrownBy(() -> order(Optional.of(SignalKind.EVENT), Optional.of("me")).check())
        .hasMessage("cannot read no-such.csv: name a file that is there and readable");
  }

  private static PublishRun order(Optional<SignalKind> kind, Optional<String> source) {
    return new PublishRun(
        new PublishOrder(
            List.of(Path.of("no-such.csv")), kind, source, Optional.empty(), Optional.empty()),
        silent());
  }

  private static PublishRun run(Path file) {
    return new PublishRun(
        new PublishOrder(
            List.of(file),
            Optional.of(SignalKind.BUSINESS),
            Optional.of("test"),
            Optional.empty(),
            Optional.empty()),
        silent());
  }

  private static Progress.Display silent() {
    return new Progress.Display(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        false,
        System::nanoTime);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
