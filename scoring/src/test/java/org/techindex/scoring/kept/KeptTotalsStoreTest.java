package org.techindex.scoring.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.techindex.common.release.Cutoff;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.scoring.kept.KeptPartition.Reached;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.SectorTotals;
import org.techindex.scoring.total.SumKey;
import org.techindex.scoring.total.Sums;
import org.techindex.scoring.total.Totals;

class KeptTotalsStoreTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static final YearMonth MONTH = YearMonth.of(2026, 9);
  private static final long LONDON = 0x87194ad36ffffffL;
  private static final long LEEDS = 0x87194e6d2ffffffL;

  private final KeptTotalsStore store = new KeptTotalsStore(DATABASE.dataSource());

  private int register(String topic, long id, long nextOffset) throws Exception {
    return store.register(new KeptOrder(topic, new UUID(0, id), "test-1", 8, cutoff(nextOffset)));
  }

  private static Cutoff cutoff(long nextOffset) {
    return new Cutoff(List.of(new Cutoff.PartitionOffset("signals.event", 0, 1, nextOffset)));
  }

  private static KeptBatch batch(int totals, long cell, long weight) {
    KeptBatch batch = new KeptBatch(totals, 0);
    batch.replace(cell);
    batch.add(
        new SumKey(SumKey.monthNumber(MONTH), cell, Sector.CLEAN_GROWTH, SignalKind.BUSINESS)
            .packed(),
        new Sums(weight, 2, weight, 4, 5, 6, 7));
    return batch;
  }

  private static KeptPartition at(long nextOffset, long since) {
    return new KeptPartition(nextOffset, new Reached(since, nextOffset, 0));
  }

  private static Totals read(Optional<Cutoff> cutoff) {
    return new KeptTotalsSource(DATABASE.dataSource())
        .totals(new ScanSettings(MONTH, 8, "test-1"), cutoff);
  }

  /** Weights of the cells of Clean Growth. */
  private static List<Long> weights(Totals totals) {
    SectorTotals sums =
        Objects.requireNonNull(totals.sectors(MONTH, Optional.empty()).get(Sector.CLEAN_GROWTH));
    return IntStream.range(0, sums.size())
        .mapToObj(cell -> sums.kind(SignalKind.BUSINESS).weight(cell))
        .toList();
  }

  @Test
  void ofTwoWritersTheLateOneWritesNothing() throws Exception {
    int totals = register("two-writers", 1, 10);
    KeptPartition start = store.claim(totals, 0);
    assertThat(start).isEqualTo(new KeptPartition(0, Reached.NEVER));

    assertThat(store.store(batch(totals, LONDON, 3), start, at(4, 77))).isTrue();
    assertThat(store.store(batch(totals, LONDON, 9), start, at(6, 77))).isFalse();
    assertThat(store.store(batch(totals, LEEDS, 5), at(4, 77), at(9, 77))).isTrue();
    store.complete(totals);

    assertThat(weights(read(Optional.of(cutoff(10))))).containsExactlyInAnyOrder(3L, 5L);
    assertThat(store.partitions(totals)).containsOnlyKeys(0).containsValue(at(9, 77));
  }

  @Test
  void aCellIsReplacedAndAnotherKeeperReplacesAll() throws Exception {
    int totals = register("replaced", 2, 20);
    KeptPartition start = store.claim(totals, 0);
    assertThat(store.store(batch(totals, LONDON, 3), start, at(4, 77))).isTrue();
    assertThat(store.store(batch(totals, LONDON, 8), at(4, 77), at(5, 77))).isTrue();
    store.complete(totals);
    assertThat(weights(read(Optional.of(cutoff(20))))).containsExactly(8L);

    assertThat(store.store(batch(totals, LEEDS, 1), at(5, 77), at(7, 78))).isTrue();
    assertThat(weights(read(Optional.of(cutoff(20))))).containsExactly(1L);
  }

  @Test
  void withoutACutOffTheMostRecordsThatAreCompleteCount() throws Exception {
    for (int each : List.of(3, 2, 1)) { // An older cut-off may be counted later.
      int totals = register("newest-" + each, 10 + each, 100 + each);
      store.store(batch(totals, LONDON, 100 + each), store.claim(totals, 0), at(4, 77));
      if (each < 3) {
        store.complete(totals);
      }
    }
    assertThat(read(Optional.empty()).cutoff()).isEqualTo(cutoff(102));
    assertThat(weights(read(Optional.empty()))).containsExactly(102L);
  }

  /** The topic has another id: what was read from it before is nothing of it. */
  @Test
  void aTopicThatIsMadeAgainBeginsAnew() throws Exception {
    int before = register("again", 4, 40);
    store.store(batch(before, LONDON, 3), store.claim(before, 0), at(4, 77));
    assertThat(register("again", 4, 40)).isEqualTo(before);

    int after = register("again", 5, 40);
    assertThat(after).isNotEqualTo(before);
    assertThat(store.claim(after, 0)).isEqualTo(new KeptPartition(0, Reached.NEVER));
    assertThat(store.partitions(before)).isEmpty();
  }
}
