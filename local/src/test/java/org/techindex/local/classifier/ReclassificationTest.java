package org.techindex.local.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SicCodes;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;

class ReclassificationTest {

  private static final EvidenceClassifier KEYWORDS =
      new EvidenceClassifier(KeywordModel.shipped(), SicCodes.shipped());

  private final TestDatabase database = TestPostgres.freshDatabase();

  /**
   * Five signals under classifier "old": by words, by a code, stated, of none, and of two parts.
   */
  @BeforeEach
  void store() {
    database.execute("insert into classifier (version) values ('old')");
    signal(1, "Wind farms", "Offshore wind and solar power.", "{}", 0);
    signal(2, "Unnamed", "", "{\"sicCodes\": [\"30300\"]}", 0);
    signal(
        3,
        "Wind farms",
        "",
        "{\"sectors\": [{\"sector\": \"ai-and-data\", \"probability\": 0.25}]}",
        0);
    signal(4, "Poetry evening", "Wine and readings.", "{}", 900_000);
    signal(5, "Machine learning", "Deep learning for tides", "{}", 900_000);
    database.execute(
        "insert into signal_part select position, cell, amount, 1, classifier, kind, month,"
            + " closed_month, region, first_version, fraction, citations, ai_and_data,"
            + " clean_growth, smart_cities_and_mobility, ageing_society, advanced_manufacturing"
            + " from signal_part where position = 5");
  }

  private void signal(int position, String name, String body, String document, int ai) {
    database.execute(
        "insert into signal (position, identity, ce_time, kind, first_version, retracted, source,"
            + " id, name, body, document) values (%d, gen_random_uuid(), now(), 1, true, false,"
                .formatted(position)
            + " 's', '%d', '%s', '%s', '%s');".formatted(position, name, body, document)
            + " insert into signal_part values (%d, 7, 1000000, 0, 1, 1, 600, null, 3, true,"
                .formatted(position)
            + " 1000000, 0, %d, 0, 0, 0, 0)".formatted(ai));
  }

  private List<String> parts(String version) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select position || '/' || part || ' ' || amount || ' ' || ai_and_data || ' '"
                    + " || clean_growth || ' ' || advanced_manufacturing from signal_part p"
                    + " join classifier c on c.id = p.classifier where version = '"
                    + version
                    + "' order by position, part")) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private Reclassification run() throws SQLException {
    return new Reclassification(database.dataSource(), "old", KEYWORDS, 2);
  }

  @Test
  void classifiesByWordsCodesAndStatementsAndKeepsTheOldMemberships() throws Exception {
    List<String> before = parts("old");
    assertThat(run().run(_ -> {})).isEqualTo(5);
    assertThat(parts("old")).isEqualTo(before);
    List<String> after = parts(KEYWORDS.version());
    assertThat(after).hasSize(6);
    // "wind farm", "offshore wind" and "solar power" score 9: 1 / (1 + exp(-6)) = 0.997527.
    assertThat(after.get(0)).isEqualTo("1/0 1000000 0 997527 0");
    assertThat(after.get(1)).isEqualTo("2/0 1000000 0 0 900000");
    assertThat(after.get(2)).isEqualTo("3/0 1000000 250000 0 0");
    assertThat(after.get(3)).isEqualTo("4/0 1000000 0 0 0");
    assertThat(after.get(5)).startsWith("5/1 ");
  }

  @Test
  void aRunThatWasStoppedGoesOnAndEndsWithTheSameRows() throws Exception {
    Reclassification stopped = run();
    assertThatThrownBy(() ->
            stopped.run(done -> {
              throw new IllegalStateException("stopped after " + done);
            }))
        .hasMessage("stopped after 2");
    assertThat(parts(KEYWORDS.version()).stream().map(row -> row.split("/", -1)[0]).distinct())
        .hasSize(2);
    assertThat(run().run(_ -> {})).isEqualTo(3);
    List<String> resumed = parts(KEYWORDS.version());
    database.execute(
        "delete from signal_part where classifier = (select id from classifier where version = '"
            + KEYWORDS.version()
            + "')");
    run().run(_ -> {});
    assertThat(parts(KEYWORDS.version())).isEqualTo(resumed);
    assertThat(run().run(_ -> {})).isZero();
  }

  /** Of 600 more signals half are wind farms; the process dies after 2 or some more of them. */
  @Test
  void aProcessKilledInTheMiddleLeavesWholeBatchesAndTheNextEndsWithTheSameRows() throws Exception {
    for (int position = 10; position < 610; position++) {
      signal(position, position % 2 == 0 ? "Wind farms" : "Poetry", "", "{}", 0);
    }

    KilledReclassification.of(database.jdbcUrl(), "old");

    int left = parts(KEYWORDS.version()).size();
    assertThat(left).isBetween(2, 605);
    run().run(_ -> {});
    List<String> resumed = parts(KEYWORDS.version());
    database.execute(
        "delete from signal_part where classifier = (select id from classifier where version = '"
            + KEYWORDS.version()
            + "')");
    run().run(_ -> {});
    assertThat(resumed).hasSize(606).isEqualTo(parts(KEYWORDS.version()));
  }

  @Test
  void saysWhatMoved() throws Exception {
    Reclassification run = run();
    run.run(_ -> {});
    Reclassification.Moved ai = run.moved().getFirst();
    assertThat(ai.sector()).isEqualTo(Sector.AI_AND_DATA);
    // Before: 4 and 5 at 0.9. After: 3 joined at 0.25, 5 stayed, 4 left.
    assertThat(ai.before()).isEqualTo(1.8);
    assertThat(ai.joined()).isEqualTo(1);
    assertThat(ai.left()).isEqualTo(1);
    assertThat(Reclassification.versionsInUse(database.dataSource(), KEYWORDS.version()))
        .containsExactly("old");
  }
}
