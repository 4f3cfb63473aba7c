package org.techindex.local.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.run.OperatorException;
import org.techindex.common.testing.TestPostgres;
import org.techindex.scoring.kept.KeptTotalsSource;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.Totals;

/** On a real broker and a real database: what streams keep is in the database, once. */
class TotalsWriterTest {

  @SuppressWarnings("NullAway.Init")
  private static StreamsWorld world;

  private static final RandomSignals SIGNALS = new RandomSignals(5, 120);

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void publishTheFirst() throws Exception {
    world = new StreamsWorld();
    publishFurther();
  }

  @AfterAll
  static void stopBroker() {
    world.close();
  }

  private static void publishFurther() throws Exception {
    world.publish(SIGNALS.records(500));
    world.store();
  }

  private StreamsWorld.Instance start(TotalsOrder order, String state) {
    return world.start(order, directory.resolve(state), 0);
  }

  private static Totals kept(TotalsOrder order) {
    return new KeptTotalsSource(world.database())
        .totals(
            new ScanSettings(YearMonth.of(2026, 1), order.reachKilometres(), order.classifier()),
            Optional.of(order.cutoff()));
  }

  private static void assertKeptIsTheScan(
      StreamsWorld.Instance instance, TotalsWriter writer, TotalsOrder order) throws Exception {
    assertThat(instance.awaitDrained()).isTrue();
    assertThat(writer.awaitComplete(StreamsWorld.SOON)).isTrue();
    assertThat(StreamsWorld.digest(kept(order))).isEqualTo(StreamsWorld.digest(world.scanned()));
  }

  /** Corrections and retractions come later; partitions change hands, of keepers and of writers. */
  @Test
  void whateverMovesTheDatabaseHoldsTheTotalsOfTheScan() throws Exception {
    TotalsOrder order = world.endless("kept");
    try (StreamsWorld.Instance first = start(order, "first");
        TotalsWriter one = TotalsWriter.start(order, world.database())) {
      assertKeptIsTheScan(first, one, order);
      publishFurther();
      try (TotalsWriter other = TotalsWriter.start(order, world.database())) {
        assertKeptIsTheScan(first, other, order);
      }
    }
    publishFurther();
    try (StreamsWorld.Instance second = start(order, "second");
        TotalsWriter third = TotalsWriter.start(order, world.database())) {
      assertKeptIsTheScan(second, third, order);
    }
  }

  /** The connection is cut while the writer waits for a lock, and again while it claims anew. */
  @Test
  void aDatabaseThatGoesAwayIsWaitedFor() throws Exception {
    TotalsOrder order = world.endless("cut-off");
    try (StreamsWorld.Instance instance = start(order, "cut-off");
        TotalsWriter writer = TotalsWriter.start(order, world.database())) {
      assertKeptIsTheScan(instance, writer, order);
      try (Connection connection = world.database().getConnection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("lock table kept_partition in access exclusive mode");
        publishFurther();
        for (int cut = 0; cut < 3; cut++) {
          await().atMost(StreamsWorld.SOON).until(TotalsWriterTest::cutWhoWaits);
        }
        connection.rollback();
      }
      assertKeptIsTheScan(instance, writer, order);
    }
  }

  private static boolean cutWhoWaits() throws Exception {
    try (Connection connection = world.database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet cut =
            statement.executeQuery(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'")) {
      return cut.next();
    }
  }

  /** Its offsets start over, and so do the rows. */
  @Test
  void rowsOfATopicThatWasDeletedGiveWay() throws Exception {
    TotalsOrder order = world.endless("deleted");
    try (StreamsWorld.Instance instance = start(order, "deleted");
        TotalsWriter writer = TotalsWriter.start(order, world.database())) {
      assertKeptIsTheScan(instance, writer, order);
    }
    String totals;
    try (TotalsAdmin admin = new TotalsAdmin(order)) {
      totals = admin.topics().totals();
    }
    try (Admin admin = Admin.create(world.client())) {
      admin.deleteTopics(List.of(totals)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(totals));
    }
    try (StreamsWorld.Instance instance = start(order, "deleted");
        TotalsWriter writer = TotalsWriter.start(order, world.database())) {
      assertKeptIsTheScan(instance, writer, order);
    }
  }

  @Test
  void totalsThatAreNotKeptOrNotCompleteAreAskedForInOneLine() throws Exception {
    TotalsOrder order = world.endless("incomplete");
    assertThatThrownBy(() -> kept(order))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("no totals of this cut-off by incomplete are kept");
    try (StreamsWorld.Instance instance = start(order, "incomplete");
        TotalsWriter _ = TotalsWriter.start(order, world.database())) {
      instance.totals().awaitRunning();
      assertThatThrownBy(() -> kept(order))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("are not complete yet");
    }
  }

  /** A user that may not write, or a schema of an earlier version. */
  @Test
  void aDatabaseThatTakesNoTotalsEndsTheWriterWithTheReason() throws Exception {
    TotalsOrder order = world.endless("refused");
    try (StreamsWorld.Instance instance = start(order, "refused")) {
      instance.totals().awaitRunning();
      assertThatThrownBy(
              () -> TotalsWriter.start(order, TestPostgres.emptyDatabase().dataSource()).close())
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("the totals cannot be written to the database")
          .hasMessageContaining("kept_totals");
    }
  }
}
