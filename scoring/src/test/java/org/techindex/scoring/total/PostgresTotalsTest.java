package org.techindex.scoring.total;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.techindex.scoring.total.StoredWorld.BRISTOL;
import static org.techindex.scoring.total.StoredWorld.LEEDS;
import static org.techindex.scoring.total.StoredWorld.LONDON;
import static org.techindex.scoring.total.StoredWorld.SOUTHWARK;

import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.techindex.common.method.EventDecay;
import org.techindex.common.release.Cutoff;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.scoring.total.StoredWorld.LinkTo;
import org.techindex.scoring.total.StoredWorld.Version;

class PostgresTotalsTest {

  private static final YearMonth JANUARY = YearMonth.of(2026, 1);
  private static final ScanSettings SETTINGS = new ScanSettings(JANUARY, 8, StoredWorld.CLASSIFIER);

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final StoredWorld world = new StoredWorld(database);

  private SectorTotals ai(YearMonth asOf) {
    return of(Sector.AI_AND_DATA, totals(asOf));
  }

  static SectorTotals of(Sector sector, Map<Sector, SectorTotals> sectors) {
    return Objects.requireNonNull(sectors.get(sector));
  }

  private Map<Sector, SectorTotals> totals(YearMonth asOf) {
    return PostgresTotals.scan(database.dataSource(), SETTINGS)
        .sectors(asOf, Optional.of(new EventDecay(12, 24)));
  }

  @Test
  void nothingStoredGivesEmptyTotalsOfAllSixSectors() {
    assertThat(totals(JANUARY))
        .hasSize(6)
        .allSatisfy((_, sector) -> assertThat(sector.size()).isZero());
  }

  @Test
  void weighsStaffByAmountAndHeadsByOne() {
    // Two full businesses; one institution of 40 staff, a quarter of it in the sector:
    // weight 10, heads 0.25; squares 100 and 0.0625.
    world.store(
        Version.of(SignalKind.BUSINESS, "a", LONDON),
        Version.of(SignalKind.BUSINESS, "b", LONDON),
        Version.of(SignalKind.INSTITUTION, "c", LONDON)
            .ofAmount(40_000_000)
            .belonging(250_000, 0, 0, 0, 0));

    SectorTotals totals = ai(JANUARY);

    assertThat(totals.cells()).containsExactly(LONDON.index());
    assertThat(totals.kind(SignalKind.BUSINESS).weight(0)).isEqualTo(2_000_000);
    assertThat(totals.kind(SignalKind.BUSINESS).squaredWeight(0)).isEqualTo(2_000_000);
    assertThat(totals.kind(SignalKind.INSTITUTION).weight(0)).isEqualTo(10_000_000);
    assertThat(totals.kind(SignalKind.INSTITUTION).squaredWeight(0)).isEqualTo(100_000_000);
    assertThat(totals.kind(SignalKind.INSTITUTION).heads(0)).isEqualTo(250_000);
    assertThat(totals.kind(SignalKind.INSTITUTION).squaredHeads(0)).isEqualTo(62_500);
    assertThat(totals.heads(0)).isEqualTo(2_250_000);
    assertThat(totals.organisations(0)).isEqualTo(3);
    assertThat(totals.signals(0)).isEqualTo(3);
  }

  @Test
  void countsASignalOfTwoSectorsOnceInAllSectorsByItsLargerMembership() {
    world.store(Version.of(SignalKind.BUSINESS, "a", LONDON).belonging(700_000, 0, 0, 0, 600_000));

    Map<Sector, SectorTotals> totals = totals(JANUARY);

    assertThat(of(Sector.AI_AND_DATA, totals).heads(0)).isEqualTo(700_000);
    assertThat(of(Sector.ADVANCED_MANUFACTURING, totals).heads(0)).isEqualTo(600_000);
    assertThat(of(Sector.ALL_SECTORS, totals).heads(0)).isEqualTo(700_000);
    assertThat(of(Sector.ALL_SECTORS, totals).signals(0)).isEqualTo(1);
    assertThat(of(Sector.CLEAN_GROWTH, totals).size()).isZero();
  }

  @Test
  void eventsFadeByHalfInAYearAndAreGoneAfterTwo() {
    // January 2026 is month 672. 12 months old: a half, squared a quarter. 24 months old: gone.
    world.store(
        Version.of(SignalKind.EVENT, "new", LONDON),
        Version.of(SignalKind.EVENT, "year-old", LEEDS).inMonth(660),
        Version.of(SignalKind.EVENT, "old", BRISTOL).inMonth(648),
        Version.of(SignalKind.EVENT, "planned", SOUTHWARK).inMonth(673));

    SectorTotals totals = ai(JANUARY);

    assertThat(totals.size()).isEqualTo(2);
    KindTotals events = totals.kind(SignalKind.EVENT);
    assertThat(events.weight(totals.indexOf(LONDON.index()))).isEqualTo(1_000_000);
    assertThat(events.weight(totals.indexOf(LEEDS.index()))).isEqualTo(500_000);
    assertThat(events.squaredWeight(totals.indexOf(LEEDS.index()))).isEqualTo(250_000);
    assertThat(events.heads(totals.indexOf(LEEDS.index()))).isEqualTo(500_000);
    assertThat(events.signals(totals.indexOf(LEEDS.index()))).isEqualTo(1);
    assertThat(ai(JANUARY.plusMonths(1)).indexOf(SOUTHWARK.index())).isNotNegative();
  }

  @Test
  void aBusinessCountsUntilTheMonthInWhichItClosed() {
    world.store(
        Version.of(SignalKind.BUSINESS, "open", LONDON),
        Version.of(SignalKind.BUSINESS, "closes in March", LEEDS).closedIn(674),
        Version.of(SignalKind.BUSINESS, "closed long ago", BRISTOL).inMonth(600).closedIn(650));

    assertThat(ai(JANUARY.plusMonths(1)).cells())
        .containsExactlyInAnyOrder(LONDON.index(), LEEDS.index());
    assertThat(ai(JANUARY.plusMonths(2)).cells()).containsExactly(LONDON.index());
  }

  @Test
  void refusesAMonthBeforeTheEarliestItKeepsApart() {
    world.store(Version.of(SignalKind.BUSINESS, "a", LONDON));

    assertThatThrownBy(() -> ai(JANUARY.minusMonths(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kept from month 2026-01 on");
  }

  @Test
  void theVersionOfTheLatestTimeCountsWhateverTheOrderOfArrival() {
    world.store(
        Version.of(SignalKind.BUSINESS, "moved", LONDON).atHour(1),
        Version.of(SignalKind.BUSINESS, "moved", LEEDS).atHour(3),
        Version.of(SignalKind.BUSINESS, "moved", BRISTOL).atHour(2),
        Version.of(SignalKind.BUSINESS, "gone", LONDON),
        Version.retraction(SignalKind.BUSINESS, "gone", 1),
        Version.retraction(SignalKind.BUSINESS, "retracted before it came", 5),
        Version.of(SignalKind.BUSINESS, "retracted before it came", LONDON).atHour(4));

    assertThat(ai(JANUARY).cells()).containsExactly(LEEDS.index());
  }

  @Test
  void anEarlierCutoffGivesWhatItGaveThen() {
    world.store(Version.of(SignalKind.BUSINESS, "moved", LONDON).atHour(1));
    PostgresTotals then = PostgresTotals.scan(database.dataSource(), SETTINGS);
    Cutoff cutoff = then.cutoff();
    world.store(
        Version.of(SignalKind.BUSINESS, "moved", LEEDS).atHour(2),
        Version.of(SignalKind.BUSINESS, "new", BRISTOL));

    SectorTotals again =
        of(
            Sector.AI_AND_DATA,
            PostgresTotals.scan(database.dataSource(), SETTINGS, cutoff)
                .sectors(JANUARY, Optional.empty()));

    assertThat(again.cells()).containsExactly(LONDON.index());
    assertThat(ai(JANUARY).cells()).containsExactlyInAnyOrder(LEEDS.index(), BRISTOL.index());
  }

  @Test
  void citationsAndLinksThatReachOutsideAreInfluenceAtBothEnds() {
    // London: 2 citations and the link to Leeds (the one to Southwark is 2 km long):
    // log2(1 + 2 + 1) = 2. Leeds: the same link, log2(2) = 1. Southwark: log2(1) = 0.
    // Bristol: its link is to nothing that is known.
    world.store(
        Version.of(SignalKind.BUSINESS, "london", LONDON)
            .cited(2)
            .linkedTo(new LinkTo("leeds", 1_000_000), new LinkTo("southwark", 1_000_000)),
        Version.of(SignalKind.EVENT, "southwark", SOUTHWARK),
        Version.of(SignalKind.BUSINESS, "leeds", LEEDS),
        Version.of(SignalKind.BUSINESS, "bristol", BRISTOL)
            .linkedTo(new LinkTo("not yet there", 1_000_000)));

    SectorTotals totals = ai(JANUARY);

    assertThat(totals.influence(totals.indexOf(LONDON.index()))).isEqualTo(2_000_000);
    assertThat(totals.squaredInfluence(totals.indexOf(LONDON.index()))).isEqualTo(4_000_000);
    assertThat(totals.influence(totals.indexOf(LEEDS.index()))).isEqualTo(1_000_000);
    assertThat(totals.influence(totals.indexOf(SOUTHWARK.index()))).isZero();
    assertThat(totals.influence(totals.indexOf(BRISTOL.index()))).isZero();
  }

  @Test
  void aPublicationIsSharedByItsPlaces() {
    // Two places, each half a paper; 3 citations: half of log2(4).
    world.store(Version.of(SignalKind.PUBLICATION, "paper", LONDON, LEEDS).cited(3));

    SectorTotals totals = ai(JANUARY);

    assertThat(totals.kind(SignalKind.PUBLICATION).weight(0)).isEqualTo(500_000);
    assertThat(totals.kind(SignalKind.PUBLICATION).weight(1)).isEqualTo(500_000);
    assertThat(totals.influence(0)).isEqualTo(1_000_000);
    assertThat(totals.organisations(0)).isZero();
  }

  @Test
  void linksBetweenCellsAddUpByTheLesserMembership() {
    // Link of weight 2 between memberships 1 and 0.5: strength 1 in AI and Data and in All sectors.
    world.store(
        Version.of(SignalKind.BUSINESS, "a", LONDON).linkedTo(new LinkTo("b", 2_000_000)),
        Version.of(SignalKind.BUSINESS, "b", LEEDS).belonging(500_000, 0, 0, 0, 0));

    PostgresTotals totals = PostgresTotals.scan(database.dataSource(), SETTINGS);

    assertThat(totals.links(Sector.AI_AND_DATA).size()).isEqualTo(1);
    assertThat(totals.links(Sector.AI_AND_DATA).strengthMillionths(0)).isEqualTo(1_000_000);
    assertThat(totals.links(Sector.ALL_SECTORS).strengthMillionths(0)).isEqualTo(1_000_000);
    assertThat(totals.links(Sector.CLEAN_GROWTH).size()).isZero();
  }
}
