package org.techindex.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void theDatabaseKeepsItsRowsAndIsDurableWhereAskedFor() throws IOException, SQLException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, true)) {
      assertThat(query(database, "show fsync")).isEqualTo("on");
      assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
      execute(database, "create table kept as select 7 as x");
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, true)) {
      assertThat(query(database, "select x from kept")).isEqualTo("7");
    }
  }

  @Test
  void aServerLeftBehindByAKilledProcessIsStoppedFirst() throws IOException, SQLException {
    KilledProcess.leaveServerBehind(directory);
    long leftBehind =
        Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).getFirst().strip());

    assertThat(ProcessHandle.of(leftBehind).map(ProcessHandle::isAlive).orElse(false)).isTrue();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, true)) {
      assertThat(query(database, "select x from kept")).isEqualTo("8");
      assertThat(ProcessHandle.of(leftBehind).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    }
  }

  @Test
  void theBrokerKeepsItsTopics() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory);
        Admin admin = admin(kafka)) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory);
        Admin admin = admin(kafka)) {
      assertThat(admin.listTopics().names().get()).contains("kept");
    }
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
