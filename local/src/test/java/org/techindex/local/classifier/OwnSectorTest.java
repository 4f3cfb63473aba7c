package org.techindex.local.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.release.SectorRanking.Specialism;
import org.techindex.common.run.OperatorException;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;

class OwnSectorTest {

  private static final SectorFile SPACE = SectorFile.read(Path.of("../docs/examples/space.yaml"));
  private static final OwnSector SECTOR = OwnSector.train(SPACE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We build small satellites and their thrusters.",
        "Rockets for small payloads, launched from Shetland.",
        "A platform that watches forests with Earth observation data.",
        "Removal of space debris"
      })
  void textsWithItsWordsBelong(String text) {
    assertThat(SECTOR.membershipMillionths("", text)).isGreaterThanOrEqualTo(500_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Desks and event space for founders in Leeds",
        "Marketing is not rocket science, we say.",
        "Dementia care at home",
        "Machine learning for insurers",
        "Offshore wind farms"
      })
  void textsOfOtherThingsDoNot(String text) {
    assertThat(SECTOR.membershipMillionths("", text)).isZero();
  }

  @Test
  void theSameFileGivesTheSameMemberships() {
    OwnSector again = OwnSector.train(SPACE);
    String text = "Antennas for satellites";
    assertThat(again.membershipMillionths("", text))
        .isEqualTo(SECTOR.membershipMillionths("", text));
  }

  /**
   * Twelve satellite firms in Glasgow, twelve in Bristol of which six are retracted, a dozen wind
   * farms in Leeds: two clusters of 12 and 6, or one where ten organisations are asked for.
   */
  @Test
  void ranksOverEverythingStoredAndWritesNothing() throws Exception {
    TestDatabase database = TestPostgres.freshDatabase();
    database.execute(
        "insert into classifier (version) values ('shipped');"
            + " insert into topic_partition (topic, partition, topic_id, next_offset)"
            + " values ('signals.business', 0, gen_random_uuid(), 1000)");
    firms(database, 100, 12, "Satellite antennas", new LatLon(55.86, -4.25), 0);
    firms(database, 200, 12, "Satellite antennas", new LatLon(51.45, -2.59), 0);
    firms(database, 300, 12, "Offshore wind farms", new LatLon(53.80, -1.55), 1_000_000);
    database.execute(
        "insert into signal (position, identity, ce_time, kind, first_version, retracted, source,"
            + " id) select position + 500, identity, ce_time + interval '1 day', kind, false, true,"
            + " source, id from signal where position - (1::bigint << 40) between 200 and 205");
    String before = contents(database);

    OwnSectorRanking own = rank(database, SPACE);

    assertThat(own.asked()).isEqualTo(36);
    assertThat(own.members()).isEqualTo(24);
    assertThat(own.clearest()).first().isEqualTo("Satellite antennas");
    SectorRanking ranking = own.ranking();
    assertThat(ranking.title()).isEqualTo("Space");
    assertThat(ranking.clusters()).extracting(RankedCluster::name).containsExactly("Glasgow");
    assertThat(ranking.clusters().getFirst().interval()).isPresent();
    assertThat(ranking.clusters().getFirst().organisations()).isEqualTo(12);
    assertThat(ranking.elsewhere().organisations()).isEqualTo(6);
    // 18 firms of space, each p, and 12 of clean growth; Glasgow has none of the latter, so it has
    // 12 p where 12 p * 18 p / (18 p + 12) are expected.
    double p = SECTOR.membershipMillionths("Satellite antennas", "") / 1e6;
    Specialism space = ranking.clusters().getFirst().specialisms().getLast();
    assertThat(space.sector()).isEqualTo("space");
    assertThat(space.quotient()).isCloseTo((18 * p + 12) / (18 * p), within(1e-9));
    assertThat(contents(database)).isEqualTo(before);
  }

  @Test
  void aSectorWithoutSignalsIsOneLine() {
    TestDatabase database = TestPostgres.freshDatabase();
    SectorFile none = SectorFile.parse("name: Falconry\nwords: [falcon]", "falcons.yaml");
    assertThatThrownBy(() -> rank(database, none))
        .isInstanceOf(OperatorException.class)
        .hasMessageStartingWith("none of 0 stored signals belongs to Falconry");
  }

  private static OwnSectorRanking rank(TestDatabase database, SectorFile file) {
    return OwnSectorRanking.of(
        file,
        database.dataSource(),
        Gazetteer.load(),
        "shipped",
        MethodFile.byDefault().method(),
        YearMonth.of(2026, 11),
        _ -> {});
  }

  private static void firms(
      TestDatabase database, int first, int count, String name, LatLon point, int cleanGrowth) {
    for (int i = 0; i < count; i++) {
      long position = (1L << 40) + first + i;
      database.execute(
          "insert into signal (position, identity, ce_time, kind, first_version, retracted, source,"
              + " id, name, body, document) values ("
              + position
              + ", gen_random_uuid(), '2026-01-01Z', 1, true, false, 's', '"
              + position
              + "', '"
              + name
              + "', '', '{}'); insert into signal_part values ("
              + position
              + ", "
              + Cell.at(point).index()
              + ", 1000000, 0, 1, 1, 600, null, 3, true, 1000000, 0, 0, "
              + cleanGrowth
              + ", 0, 0, 0)");
    }
  }

  private static String contents(TestDatabase database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select (select md5(string_agg(s::text, ',' order by position)) from signal s)"
                    + " || (select md5(string_agg(p::text, ',' order by position))"
                    + " from signal_part p) || (select count(*) from classifier)"
                    + " || (select count(*) from live_document)")) {
      row.next();
      return row.getString(1);
    }
  }
}
