package org.techindex.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.run.ExitCode;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.local.SystemParts;
import org.techindex.local.Techindex;
import picocli.CommandLine;

/** {@code release verify} of one release, of a month, and of all, on a real database. */
class ReleaseCommandTest {

  private final TestDatabase database = TestPostgres.freshDatabase();

  private record Answer(int exit, List<String> lines, String error) {}

  private Answer release(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = Techindex.commandLine();
    commands.setOut(new PrintWriter(out));
    commands.setErr(new PrintWriter(err));
    int exit =
        commands.execute(
            Stream.of(
                    Stream.of("release"),
                    Stream.of(words),
                    Stream.of(
                        "--set",
                        "database.url=" + database.jdbcUrl(),
                        "--set",
                        "database.user=postgres"))
                .flatMap(part -> part)
                .toArray(String[]::new));
    return new Answer(exit, out.toString().lines().toList(), err.toString());
  }

  /** Twelve firms of AI and Data in Leeds, observed in January. */
  private void storeFirms() {
    StringBuilder sql =
        new StringBuilder(
            "insert into classifier (version) values ('"
                + SystemParts.classifier().version()
                + "'); insert into topic_partition (topic, partition, topic_id, next_offset)"
                + " values ('signals.business', 0, gen_random_uuid(), 1000);");
    long leeds = Cell.at(new LatLon(53.80, -1.55)).index();
    for (long position = (1L << 40); position < (1L << 40) + 12; position++) {
      sql.append(
          "insert into signal (position, identity, ce_time, kind, first_version, retracted, source,"
              + " id, name, body, document) values (%d, gen_random_uuid(), '2026-01-01Z', 1, true,"
                  .formatted(position)
              + " false, 's', '%d', 'A firm', '', '{}');".formatted(position)
              + " insert into signal_part values (%d, %d, 1000000, 0, 1, 1, 600, null, 3, true,"
                  .formatted(position, leeds)
              + " 1000000, 1000000, 0, 0, 0, 0, 0);");
    }
    database.execute(sql.toString());
  }

  @Test
  void whereNothingIsReleasedThereIsNothingToVerify() {
    Answer answer = release("verify");

    assertThat(answer.lines())
        .containsExactly("no release yet: make one with techindex release make YYYY-MM");
    assertThat(answer.exit()).isEqualTo(ExitCode.DONE.number());
  }

  @Test
  void aMonthMeansAllItsVersionsAndNoNameAllReleases() {
    storeFirms();
    assertThat(release("make", "2026-09").exit()).isEqualTo(ExitCode.DONE.number());
    assertThat(release("make", "2026-10").exit()).isEqualTo(ExitCode.DONE.number());
    assertThat(release("correct", "2026-09", "--reason", "checked again").exit())
        .isEqualTo(ExitCode.DONE.number());

    assertThat(release("verify", "2026-09").lines())
        .containsExactly(
            "2026-09.v2 is the same, byte for byte", "2026-09.v1 is the same, byte for byte");
    assertThat(release("verify", "2026-09.v1", "2026-10").lines())
        .containsExactly(
            "2026-09.v1 is the same, byte for byte", "2026-10.v1 is the same, byte for byte");
    Answer all = release("verify");
    assertThat(all.lines())
        .containsExactly(
            "2026-10.v1 is the same, byte for byte",
            "2026-09.v2 is the same, byte for byte",
            "2026-09.v1 is the same, byte for byte");
    assertThat(all.exit()).isEqualTo(ExitCode.DONE.number());
  }

  @Test
  void oneReleaseThatWasChangedIsToldAndTheOthersAreStillVerified() {
    storeFirms();
    release("make", "2026-09");
    release("make", "2026-10");
    database.execute(
        "alter table release_document disable trigger release_document_is_final;"
            + " update release_document set content = content || ' '::bytea"
            + " where release_id = '2026-10' and name = 'sectors/ai-and-data.json'");

    Answer answer = release("verify");

    assertThat(answer.lines())
        .containsExactly(
            "sectors/ai-and-data.json was changed after it was stored",
            "sectors/ai-and-data.json is not what the stored signals give",
            "2026-10.v1 is not the same",
            "2026-09.v1 is the same, byte for byte");
    assertThat(answer.exit()).isEqualTo(ExitCode.SOME_INPUT_REFUSED.number());
  }

  @Test
  void aReleaseThatIsNotThereIsOneLine() {
    Answer answer = release("verify", "2026-09");

    assertThat(answer.error()).contains("there is no release 2026-09").hasLineCount(1);
    assertThat(answer.exit()).isEqualTo(ExitCode.WRONG_USE.number());
  }
}
