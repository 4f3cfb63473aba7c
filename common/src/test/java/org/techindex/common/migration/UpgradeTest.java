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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.techindex.common.run.OperatorException;
import org.techindex.common.store.Migrations;
import org.techindex.common.store.Schema;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;

/** From the schema before the last step, with data in it, to that of this version. */
final class UpgradeTest {

  /** The step before which this version began. */
  private static final String PREVIOUS = "050";

  private static final String DATA =
      """
      insert into classifier (version) values ('keywords-1');
      insert into topic_partition (topic, partition, topic_id, next_offset)
        values ('signals.business', 0, gen_random_uuid(), 2);
      insert into signal (position, identity, ce_time, kind, first_version, retracted, source, id)
        select offset_, gen_random_uuid(), now(), 1, true, false, 'register', offset_::text
        from generate_series(0, 1) offset_;
      insert into signal_part (position, cell, amount, part, classifier, kind, month, region,
        first_version, fraction, citations, ai_and_data, clean_growth, smart_cities_and_mobility,
        ageing_society, advanced_manufacturing)
        select position, 608533319805566975, 1000000, 0, 1, 1, 680, 7, true, 1000000, 0,
          1000000, 0, 0, 0, 0 from signal;
      insert into refusal (position, topic, partition, "offset", stage, field, rule, value)
        values (2, 'signals.business', 0, 2, 'validate', 'name', 'is not empty', '');
      insert into release (id, version, state, made_at, published_at, manifest)
        values ('2026-09', 1, 'published', now(), now(), '{"release": "2026-09"}'),
          ('2026-10', 1, 'draft', now(), null, '{}');
      insert into release_document (release_id, version, name, media_type, sha256, content)
        select id, version, 'manifest.json', 'application/json', sha256('{}'), '{}' from release;
      insert into live_document (name, revision, updated_at, sha256, content)
        values ('live.json', 7, now(), sha256('{}'), '{}');
      """;

  @Test
  void everyRowIsThereAfterwardsAndTheNewRulesHold() throws SQLException {
    TestDatabase database = previous();
    List<String> before = contents(database);

    assertThat(Migrations.missing(database.dataSource())).isNotEmpty();
    Migrations.apply(database.dataSource(), line -> {});

    assertThat(Migrations.missing(database.dataSource())).isEmpty();
    assertThat(contents(database)).isEqualTo(before);
    assertThat(read(database, "set role techindex_api; select id from release"))
        .containsExactly("2026-09");
    // What an earlier version of the software does goes on: a draft becomes a release.
    database.execute("update release set state = 'published' where id = '2026-10'");
    assertThat(read(database, "select id from release where state = 'published' order by id"))
        .containsExactly("2026-09", "2026-10");
  }

  /** A writer that first stores a part and then looks its classifier up meets the step halfway. */
  @Test
  void aStepGivesWayToWritersThatGoOnMeanwhile() throws Exception {
    TestDatabase database = previous();
    List<String> said = new CopyOnWriteArrayList<>();
    CountDownLatch gaveWay = new CountDownLatch(1);
    try (Connection writer = database.dataSource().getConnection();
        Statement statement = writer.createStatement();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      writer.setAutoCommit(false);
      statement.execute("select version from classifier");
      Future<?> upgrade =
          threads.submit(() ->
              Migrations.apply(
                  database.dataSource(),
                  line -> {
                    said.add(line);
                    gaveWay.countDown();
                  }));
      assertThat(gaveWay.await(60, TimeUnit.SECONDS)).isTrue();
      // As long as the table is held no step that needs it is done, and the writer is not shut out.
      statement.execute("update topic_partition set next_offset = next_offset + 1");
      statement.execute("update signal_part set amount = amount + 1");
      assertThat(upgrade.isDone()).isFalse();
      writer.commit();
      upgrade.get(60, TimeUnit.SECONDS);
    }
    assertThat(said).hasSize(1);
    assertThat(Migrations.missing(database.dataSource())).isEmpty();
    assertThat(read(database, "select next_offset::text from topic_partition"))
        .containsExactly("3");
  }

  @Test
  void aServiceSaysWhichStepItNeeds() {
    DataSource empty = TestPostgres.emptyDatabase().dataSource();
    String newest = Migrations.missing(empty).getLast().substring(0, 3);

    assertThatThrownBy(() -> Schema.require(empty))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("missing, this version needs step " + newest);
    assertThatThrownBy(() -> Schema.require(previous().dataSource()))
        .hasMessageContaining("at step " + PREVIOUS + ", this version needs step " + newest);
    Migrations.apply(empty, line -> {});
    assertThatCode(() -> Schema.require(empty)).doesNotThrowAnyException();
  }

  private static TestDatabase previous() {
    TestDatabase database = TestPostgres.emptyDatabase();
    Flyway.configure()
        .dataSource(database.dataSource())
        .locations("classpath:db/migration")
        .target(PREVIOUS)
        .load()
        .migrate();
    database.execute(DATA);
    return database;
  }

  private static List<String> contents(TestDatabase database) throws SQLException {
    List<String> contents = new ArrayList<>();
    for (String table :
        List.of(
            "classifier",
            "topic_partition",
            "(select position, identity, ce_time, kind, source, id from signal)",
            "signal_part",
            "refusal",
            "release",
            "release_document",
            "live_document")) {
      contents.addAll(read(database, "select t::text from " + table + " t order by 1"));
    }
    return contents;
  }

  private static List<String> read(TestDatabase database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      String query = sql;
      if (sql.startsWith("set role")) {
        statement.execute(sql.substring(0, sql.indexOf(';')));
        query = sql.substring(sql.indexOf(';') + 1);
      }
      try (ResultSet found = statement.executeQuery(query)) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
    }
    return rows;
  }
}
