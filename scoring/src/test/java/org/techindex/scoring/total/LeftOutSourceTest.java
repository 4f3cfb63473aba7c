package org.techindex.scoring.total;

import static org.assertj.core.api.Assertions.assertThat;
import static org.techindex.scoring.total.StoredWorld.LEEDS;
import static org.techindex.scoring.total.StoredWorld.LONDON;

import java.time.YearMonth;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.scoring.total.StoredWorld.LinkTo;
import org.techindex.scoring.total.StoredWorld.Version;

class LeftOutSourceTest {

  private static final YearMonth JANUARY = YearMonth.of(2026, 1);
  private static final ScanSettings SETTINGS = new ScanSettings(JANUARY, 8, StoredWorld.CLASSIFIER);

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final StoredWorld world = new StoredWorld(database);

  @Test
  void aSourceLeftOutLeavesNeitherSignalsNorLinks() {
    // "there" has two versions; a link from "here" to it reaches beyond 8 km, worth log2(1 + 1) =
    // 1.
    world.store(
        Version.of(SignalKind.BUSINESS, "here", LONDON).linkedTo(new LinkTo("there", 1_000_000)),
        Version.of(SignalKind.BUSINESS, "there", LONDON),
        Version.of(SignalKind.BUSINESS, "there", LEEDS).atHour(1));
    database.execute("update signal set source = 'other''s' where id = 'there'");

    SectorTotals all = ai(PostgresTotals.scan(database.dataSource(), SETTINGS));
    SectorTotals rest = ai(PostgresTotals.scanWithout(database.dataSource(), SETTINGS, "other's"));

    assertThat(all.size()).isEqualTo(2);
    assertThat(all.influence(all.indexOf(LONDON.index()))).isEqualTo(1_000_000);
    assertThat(rest.cells()).containsExactly(LONDON.index());
    assertThat(rest.kind(SignalKind.BUSINESS).weight(0)).isEqualTo(1_000_000);
    assertThat(rest.influence(0)).isZero();
  }

  @Test
  void sourcesAreListedByTheirSignals() {
    world.store(
        Version.of(SignalKind.BUSINESS, "a", LONDON),
        Version.of(SignalKind.BUSINESS, "b", LONDON),
        Version.of(SignalKind.BUSINESS, "c", LEEDS));
    database.execute("update signal set source = 'few' where id = 'c'");
    database.execute("update signal set source = 'many' where id <> 'c'");

    assertThat(PostgresTotals.sources(database.dataSource())).containsExactly("many", "few");
  }

  private static SectorTotals ai(PostgresTotals totals) {
    return Objects.requireNonNull(
        totals.sectors(JANUARY, Optional.empty()).get(Sector.AI_AND_DATA));
  }
}
