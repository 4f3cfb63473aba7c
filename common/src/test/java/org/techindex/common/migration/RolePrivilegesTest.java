package org.techindex.common.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.store.Schema;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;

/** What each service may do with each table, and that nobody changes a published release. */
final class RolePrivilegesTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();

  /**
   * Every table of the schema; s, i, u, d as a letter for select, insert, update and delete of the
   * whole row. A new table needs a line here, and its rights in a migration.
   */
  private static final List<String> RIGHTS =
      List.of(
          // table              ingest scoring api
          "classifier           si     s       s",
          "cluster_identity     -      si      -",
          "flyway_schema_history s     s       s",
          "kept_link            -      siud    -",
          "kept_partition       -      siud    -",
          "kept_row             -      siud    -",
          "kept_totals          -      siud    -",
          "live_document        -      siud    s",
          "refusal              si     s       -",
          "refusal_announced    si     s       -",
          "refusal_replay       si     s       -",
          "release              -      siud    s",
          "release_announced    -      si      -",
          "release_calendar     -      siud    s",
          "release_document     -      siud    s",
          "signal               si     s       s",
          "signal_duplicate     si     s       -",
          "signal_link          si     s       s",
          "signal_part          si     s       s",
          "topic_partition      si     s       -");

  private static final List<String> ROLES =
      List.of("techindex_ingest", "techindex_scoring", "techindex_api");

  @BeforeAll
  static void publishesOneReleaseAndLeavesOneDraft() {
    for (String id : List.of("2026-10", "2026-11")) {
      DATABASE.execute(
          "insert into release (id, version, state, made_at, manifest) values ('%1$s', 1, 'draft',"
                  .formatted(id)
              + " now(), '{}'); insert into release_document (release_id, version, name,"
              + " media_type, sha256, content) values ('%1$s', 1, 'manifest.json',".formatted(id)
              + " 'application/json', sha256('{}'), '{}')");
    }
    DATABASE.execute(
        "update release set state = 'published', published_at = now() where id = '2026-10'");
  }

  @Test
  void everyRoleHasTheRightsOfTheTableAboveAndNoOthers() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "select relname from pg_class where relnamespace = 'public'::regnamespace"
                    + " and relkind in ('r', 'p', 'v', 'm') and not relispartition"
                    + " order by relname collate \"C\"")) {
      while (tables.next()) {
        StringBuilder line = new StringBuilder(tables.getString(1));
        for (String role : ROLES) {
          line.append(' ').append(rights(connection, role, tables.getString(1)));
        }
        found.add(line.toString());
      }
    }

    assertThat(found)
        .containsExactlyElementsOf(
            RIGHTS.stream().map(line -> line.replaceAll(" +", " ")).toList());
  }

  private static String rights(Connection connection, String role, String table)
      throws SQLException {
    StringBuilder letters = new StringBuilder();
    for (String right : List.of("select", "insert", "update", "delete", "truncate", "trigger")) {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select has_table_privilege('" + role + "', '" + table + "', '" + right + "')")) {
        row.next();
        letters.append(row.getBoolean(1) ? right.substring(0, 1) : "");
      }
    }
    return letters.isEmpty() ? "-" : letters.toString();
  }

  static Stream<String> everyWrite() {
    return RIGHTS.stream()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .flatMap(table ->
            Stream.of(
                "insert into " + table + " default values",
                "update " + table + " set " + lastColumn(table) + " = " + lastColumn(table),
                "delete from " + table,
                "truncate " + table,
                "drop table " + table));
  }

  private static String lastColumn(String table) {
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + table + " limit 0")) {
      return rows.getMetaData().getColumnName(rows.getMetaData().getColumnCount());
    } catch (SQLException e) {
      throw new IllegalStateException(table, e);
    }
  }

  @ParameterizedTest
  @MethodSource("everyWrite")
  void theApiWritesNothing(String write) {
    assertDenied("techindex_api", write);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table x ()",
        "create temporary table x ()",
        "alter table release disable trigger all",
        "set role techindex_scoring",
        "select pg_read_file('PG_VERSION')",
        "copy (select 1) to program 'true'",
      })
  void theApiFindsNoWayAround(String detour) {
    if (detour.startsWith("create temporary")) {
      // Allowed by PostgreSQL to everybody, and gone with the connection.
      assertThatCode(() -> as("techindex_api", detour)).doesNotThrowAnyException();
    } else if (detour.startsWith("set role")) {
      // A login that has only the one role; `set role` of the test's superuser would go through.
      DATABASE.execute("create role reader_of_test in role techindex_api");
      assertThatThrownBy(() ->
              DATABASE.execute(
                  "set session authorization reader_of_test; set role techindex_scoring"))
          .rootCause()
          .hasMessageContaining("permission denied to set role");
    } else {
      assertDenied("techindex_api", detour);
    }
  }

  @Test
  void theApiSeesWhatIsPublishedAndNoDraft() throws SQLException {
    assertThat(seenBy("techindex_api", "select id from release")).containsExactly("2026-10");
    assertThat(seenBy("techindex_api", "select release_id from release_document"))
        .containsExactly("2026-10");
    assertThat(seenBy("techindex_scoring", "select id from release order by id"))
        .containsExactly("2026-10", "2026-11");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select from release",
        "select from release where state = 'draft'",
        "select manifest from release where id = '2026-11'",
        "select content from release_document",
        "select from live_document",
        "select from release_calendar",
        "copy release to stdout",
        "copy release_document to stdout",
        "select from release_document d join release r on r.id = d.release_id",
        "table release",
      })
  void ingestReadsNoDraftAndNothingElseThatIsMadeOfSignals(String read) {
    assertDenied("techindex_ingest", read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update release set manifest = '{\"x\": 1}' where id = '2026-10'",
        "update release set state = 'draft' where id = '2026-10'",
        "update release set published_at = now() + interval '1 day' where id = '2026-10'",
        "update release set version = 2 where id = '2026-10'",
        "update release set reason = 'another' where id = '2026-10'",
        "delete from release where id = '2026-10'",
        "update release_document set content = '' where release_id = '2026-10'",
        "update release_document set release_id = '2026-10' where release_id = '2026-11'",
        "update release_document set release_id = '2026-11' where release_id = '2026-10'",
        "delete from release_document where release_id = '2026-10'",
        "insert into release_document values ('2026-10', 1, 'more.json', 'text/plain', '', '')",
      })
  void nobodyChangesAPublishedRelease(String change) {
    for (String role : List.of("techindex_scoring", "postgres")) {
      assertThatThrownBy(() -> as(role, change))
          .as(role)
          .rootCause()
          .hasMessageContaining("release 2026-10.v1 is published and stays as it is");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"release", "release_document"})
  void nobodyEmptiesTheReleases(String table) {
    assertDenied("techindex_scoring", "truncate " + table + " cascade");
    assertThatThrownBy(() -> as("postgres", "truncate " + table + " cascade"))
        .rootCause()
        .hasMessageContaining("releases are never emptied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update signal set name = 'x'",
        "delete from signal",
        "insert into refusal default values",
        "update topic_partition set next_offset = 0",
        "delete from cluster_identity",
        "update release_announced set state = 'withdrawn'",
        "alter table release disable trigger release_is_final",
        "drop trigger release_is_final on release",
        "create or replace function release_is_final() returns trigger language plpgsql"
            + " as 'begin return new; end'",
      })
  void scoringLeavesSignalsHistoryAndTheGuardsAlone(String change) {
    assertDenied("techindex_scoring", change);
  }

  @Test
  void scoringWithdrawsOnceAndThenNothingMoves() {
    DATABASE.execute(
        "insert into release (id, version, state, made_at, manifest)"
            + " values ('2026-09', 1, 'draft', now(), '{}');"
            + " update release set state = 'published', published_at = now() where id = '2026-09'");

    assertThatCode(() ->
            as(
                "techindex_scoring",
                "update release set state = 'withdrawn', reason = 'a source counted twice'"
                    + " where id = '2026-09'"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() ->
            as("techindex_scoring", "update release set state = 'published' where id = '2026-09'"))
        .rootCause()
        .hasMessageContaining("release 2026-09.v1 is withdrawn and stays as it is");
    DATABASE.execute(
        "alter table release disable trigger all; delete from release where id = '2026-09';"
            + " alter table release enable trigger all");
  }

  @Test
  void scoringReplacesADraft() {
    assertThatCode(() ->
            as(
                "techindex_scoring",
                "begin; delete from release_document where release_id = '2026-11';"
                    + " delete from release where id = '2026-11'; rollback"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"techindex_ingest", "techindex_scoring", "techindex_api"})
  void aServiceFindsTheSchemaCurrentWithoutTheRightToChangeIt(String role) {
    DATABASE.execute("create role " + role + "_user login in role " + role);
    PGSimpleDataSource user = new PGSimpleDataSource();
    user.setURL(DATABASE.jdbcUrl());
    user.setUser(role + "_user");

    assertThatCode(() -> Schema.require(user)).doesNotThrowAnyException();
    DATABASE.execute("drop role " + role + "_user");
  }

  private static void assertDenied(String role, String statement) {
    assertThatThrownBy(() -> as(role, statement))
        .rootCause()
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  private static void as(String role, String statement) {
    DATABASE.execute("set role " + role + "; " + statement);
  }

  private static List<String> seenBy(String role, String query) throws SQLException {
    List<String> seen = new ArrayList<>();
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set role " + role);
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          seen.add(rows.getString(1));
        }
      }
    }
    return seen;
  }
}
