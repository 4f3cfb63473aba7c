package org.techindex.scoring.total;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.common.grid.Cell;
import org.techindex.common.method.EventDecay;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.scoring.total.StoredWorld.LinkTo;
import org.techindex.scoring.total.StoredWorld.Version;

class LiveTotalsTest {

  private static final YearMonth JANUARY = YearMonth.of(2026, 1);
  private static final ScanSettings SETTINGS = new ScanSettings(JANUARY, 8, StoredWorld.CLASSIFIER);
  private static final List<Cell> CELLS =
      List.of(StoredWorld.LONDON, StoredWorld.SOUTHWARK, StoredWorld.LEEDS, StoredWorld.BRISTOL);

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final StoredWorld world = new StoredWorld(database);

  /** Left out, it would vanish from the index without a word. */
  @Test
  void aSignalOfAnotherClassifierStopsThem() {
    world.store(Version.of(SignalKind.BUSINESS, "before", StoredWorld.LONDON));
    LiveTotals live = LiveTotals.start(database.dataSource(), SETTINGS);
    assertThat(Classified.missing(database.dataSource(), StoredWorld.CLASSIFIER)).isEmpty();
    world.store(Version.of(SignalKind.BUSINESS, "after", StoredWorld.LEEDS));
    database.execute(
        "insert into classifier (version) values ('test-2');"
            + " update signal_part set classifier = (select id from classifier"
            + " where version = 'test-2') where position = (select max(position) from signal)");

    assertThatThrownBy(live::advance)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("classified by another version");
    assertThat(Classified.missing(database.dataSource(), StoredWorld.CLASSIFIER))
        .contains(
            "signals are stored that were classified by test-2 and not by test-1, which counts:"
                + " run `techindex reclassify`");

    database.execute("update signal_part set classifier = 1");
    live.advance();
    assertThat(numbers(live))
        .isEqualTo(numbers(PostgresTotals.scan(database.dataSource(), SETTINGS)));
  }

  /** Every number of the totals as text, so that a difference shows where it is. */
  private static String numbers(Totals totals) {
    StringBuilder text = new StringBuilder();
    for (int later = 0; later < 3; later++) {
      Map<Sector, SectorTotals> sectors =
          totals.sectors(JANUARY.plusMonths(later), Optional.of(new EventDecay(12, 24)));
      sectors.forEach((sector, values) -> append(text, sector, values));
    }
    for (Sector sector : Sector.values()) {
      for (int pair = 0; pair < totals.links(sector).size(); pair++) {
        text.append(sector)
            .append(" link ")
            .append(totals.links(sector).low(pair))
            .append(' ')
            .append(totals.links(sector).high(pair))
            .append(' ')
            .append(totals.links(sector).strengthMillionths(pair))
            .append('\n');
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Sector sector, SectorTotals totals) {
    for (int i = 0; i < totals.size(); i++) {
      text.append(totals.asOf()).append(' ').append(sector).append(' ').append(totals.cell(i));
      for (SignalKind kind : SignalKind.values()) {
        KindTotals sums = totals.kind(kind);
        text.append(" | ").append(sums.weight(i)).append(' ').append(sums.squaredWeight(i));
        text.append(' ').append(sums.heads(i)).append(' ').append(sums.squaredHeads(i));
        text.append(' ').append(sums.signals(i));
      }
      text.append(" | ").append(totals.influence(i)).append(' ').append(totals.squaredInfluence(i));
      text.append(' ').append(totals.organisations(i)).append('\n');
    }
  }

  /** A batch of new, corrected, retracted and repeated signals with links to and fro. */
  private static List<Version> batch(Random random) {
    List<Version> batch = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      SignalKind kind = SignalKind.values()[random.nextInt(4)];
      String id = "signal " + random.nextInt(40);
      int hour = random.nextInt(20);
      if (random.nextInt(6) == 0) {
        batch.add(Version.retraction(kind, id, hour));
        continue;
      }
      List<LinkTo> links = new ArrayList<>();
      for (int link = random.nextInt(3); link > 0; link--) {
        links.add(new LinkTo("signal " + random.nextInt(40), 500_000L * random.nextInt(4)));
      }
      int month = 640 + random.nextInt(36);
      boolean twoPlaces = kind == SignalKind.PUBLICATION && random.nextBoolean();
      Version version =
          Version.of(kind, id, cell(random))
              .atHour(hour)
              .inMonth(month)
              .ofAmount(kind == SignalKind.INSTITUTION ? 12_345_678 : 1_000_000)
              .cited(random.nextInt(3))
              .belonging(
                  random.nextInt(1_000_001),
                  random.nextBoolean() ? 0 : 333_333,
                  0,
                  random.nextInt(2),
                  1_000_000)
              .linkedTo(links.toArray(LinkTo[]::new));
      if (twoPlaces) {
        version =
            new Version(
                kind,
                id,
                hour,
                month,
                StoredPart.NEVER,
                1_000_000,
                1,
                version.membershipsMillionths(),
                List.of(cell(random), cell(random)),
                links);
      }
      batch.add(
          kind == SignalKind.BUSINESS && random.nextInt(3) == 0
              ? version.closedIn(month - 1 + random.nextInt(6))
              : version);
    }
    return batch;
  }

  private static Cell cell(Random random) {
    return CELLS.get(random.nextInt(CELLS.size()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalsAFreshScanAfterEveryBatchOfAnyKind(long seed) {
    Random random = new Random(seed);
    world.store(batch(random));
    LiveTotals live = LiveTotals.start(database.dataSource(), SETTINGS);
    for (int round = 0; round < 12; round++) {
      for (int batches = random.nextInt(3); batches >= 0; batches--) {
        world.store(batch(random));
      }
      live.advance();
      PostgresTotals fresh = PostgresTotals.scan(database.dataSource(), SETTINGS);
      assertThat(live.cutoff()).isEqualTo(fresh.cutoff());
      assertThat(numbers(live)).as("seed %d, round %d", seed, round).isEqualTo(numbers(fresh));
    }
  }

  @Test
  void takesNothingInWhenNothingIsNew() {
    world.store(Version.of(SignalKind.BUSINESS, "a", StoredWorld.LONDON));
    LiveTotals live = LiveTotals.start(database.dataSource(), SETTINGS);

    assertThat(live.advance()).isZero();

    world.store(Version.of(SignalKind.BUSINESS, "b", StoredWorld.LEEDS));
    assertThat(live.advance()).isEqualTo(1);
    SectorTotals totals =
        PostgresTotalsTest.of(Sector.AI_AND_DATA, live.sectors(JANUARY, Optional.empty()));
    assertThat(totals.organisations(0) + totals.organisations(1)).isEqualTo(2);
  }
}
