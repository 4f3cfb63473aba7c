package org.techindex.scoring.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.scoring.release.ReleaseStore.State;
import org.techindex.scoring.total.StoredWorld;
import org.techindex.scoring.total.StoredWorld.Version;

/** Processes that make the same release and are killed with {@code kill -9} while they do. */
class KilledMakerTest {

  private static final YearMonth JANUARY = YearMonth.of(2026, 1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final ReleaseStore store = new ReleaseStore(database.dataSource());

  /** The child: makes January and publishes it. */
  public static final class Child {

    private Child() {}

    public static void main(String[] arguments) {
      HikariConfig pool = new HikariConfig();
      pool.setJdbcUrl(arguments[0]);
      pool.setMaximumPoolSize(4);
      try (HikariDataSource database = new HikariDataSource(pool)) {
        new ReleaseMaker(
                database, Gazetteer.load(), ReleaseTerms.of("CC-BY-4.0", "index@example.org"))
            .make(JANUARY, MethodFile.byDefault(), StoredWorld.CLASSIFIER, State.PUBLISHED);
      } catch (OperatorException e) {
        System.err.println(e.getMessage());
        System.exit(2);
      }
    }
  }

  @BeforeEach
  void storeTwoCities() {
    List<Version> businesses = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      businesses.add(Version.of(SignalKind.BUSINESS, "london " + i, StoredWorld.LONDON));
      businesses.add(Version.of(SignalKind.BUSINESS, "leeds " + i, StoredWorld.LEEDS));
    }
    new StoredWorld(database).store(businesses);
  }

  private Process child(Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            database.jdbcUrl())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private long number(String sql) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Makers that have written every row of a release and wait to write the names of clusters. */
  private long waiting() {
    return number(
        "select count(*) from pg_locks l join pg_class c on c.oid = l.relation"
            + " where c.relname = 'cluster_identity' and not l.granted"
            + " and l.database = (select oid from pg_database where datname = current_database())");
  }

  @Test
  void whoIsKilledBeforeCommittingLeavesNoReleaseAndTheNextMakesAWholeOne(@TempDir Path folder)
      throws IOException, InterruptedException, SQLException {
    Process killed;
    // The maker writes the names of clusters last and waits for this one, before it commits.
    try (Connection holder = database.dataSource().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table cluster_identity in share row exclusive mode");
      killed = child(folder.resolve("killed.log"));
      await().atMost(PATIENCE).until(() -> !killed.isAlive() || waiting() == 1);
      assertThat(killed.isAlive())
          .as(Files.readString(folder.resolve("killed.log"), UTF_8))
          .isTrue();
      killed.destroyForcibly();
      assertThat(killed.waitFor(30, TimeUnit.SECONDS)).isTrue();
      holder.rollback();
    }
    await().atMost(PATIENCE).until(() -> waiting() == 0);
    assertThat(store.list()).isEmpty();
    assertThat(number("select count(*) from release_document")).isZero();

    Process next = child(folder.resolve("next.log"));
    assertThat(next.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(next.exitValue()).as(Files.readString(folder.resolve("next.log"), UTF_8)).isZero();
    assertThat(store.list()).hasSize(1);
    assertThat(
            new ReleaseVerify(database.dataSource(), Gazetteer.load())
                .differences(new ReleaseId(JANUARY, 1)))
        .isEmpty();
  }

  @Test
  void ofTwoProcessesOneMakesTheReleaseAndTheOtherIsTold(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path one = folder.resolve("one.log");
    Path other = folder.resolve("other.log");
    Process first = child(one);
    Process second = child(other);
    assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(List.of(first.exitValue(), second.exitValue())).containsExactlyInAnyOrder(0, 2);
    assertThat(Files.readString(one, UTF_8) + Files.readString(other, UTF_8))
        .contains("2026-01.v1 is there already and never changes");
    assertThat(store.list()).hasSize(1);
    assertThat(store.list().getFirst().state()).isEqualTo(State.PUBLISHED);
  }
}
