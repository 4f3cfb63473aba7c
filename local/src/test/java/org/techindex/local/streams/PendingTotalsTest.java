package org.techindex.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.common.method.MethodFile;
import org.techindex.common.release.Cutoff;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.scoring.kept.KeptOrder;
import org.techindex.scoring.kept.KeptPartition;
import org.techindex.scoring.kept.KeptTotalsSource;
import org.techindex.scoring.kept.KeptTotalsStore;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.SumKey;
import org.techindex.scoring.total.Sums;
import org.techindex.scoring.total.Totals;
import org.techindex.scoring.total.TotalsDigest;

/**
 * Sendings of two partitions as keepers write them, read by writers that come and go: after each
 * the database holds what the whole topic comes to.
 */
class PendingTotalsTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static final YearMonth AS_OF = YearMonth.of(2026, 9);
  private static final int PARTITIONS = 2;
  private static final long[] CELLS = {
    0x87194e6d2ffffffL, 0x87195da49ffffffL, 0x87194ad30ffffffL, 0x87194ad36ffffffL
  };
  private static final ScanSettings SETTINGS = new ScanSettings(AS_OF, 8, "c");

  /** What a keeper holds of a partition. */
  private static final class Keeper {
    private final long since;
    private final Map<Integer, RowTotals> rows = new HashMap<>();
    private final Map<Long, PairTotals> pairs = new TreeMap<>();

    Keeper(long since) {
      this.since = since;
    }
  }

  private final List<ConsumerRecord<byte[], byte[]>> topic = new ArrayList<>();
  private final Map<Bytes, byte[]> latest = new HashMap<>();
  private final List<Keeper> keepers = new ArrayList<>();
  private final KeptTotalsStore store = new KeptTotalsStore(DATABASE.dataSource());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whoeverReadsAndFromWhereverTheDatabaseHoldsTheTopic(int seed) throws Exception {
    Random random = new Random(seed);
    Cutoff cutoff = new Cutoff(List.of(new Cutoff.PartitionOffset("signals.event", 0, 1, seed)));
    int totals = store.register(new KeptOrder("topic-" + seed, new UUID(0, seed), "c", 8, cutoff));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      keepers.add(new Keeper(partition));
    }
    int read = 0;
    List<PendingTotals> writer = writer(totals);
    for (int step = 0; step < 60; step++) {
      int partition = random.nextInt(PARTITIONS);
      if (random.nextInt(8) == 0) {
        takeOver(partition, 100 + step, random);
      }
      change(keepers.get(partition), random);
      send(partition, keepers.get(partition), random);
      if (random.nextInt(6) == 0) {
        writer = writer(totals);
        read = 0;
      }
      while (read < topic.size() - random.nextInt(3)) {
        take(writer, read++);
      }
      if (random.nextBoolean()) {
        storeAll(writer);
      }
    }
    while (read < topic.size()) {
      take(writer, read++);
    }
    storeAll(writer);
    store.complete(totals);

    Totals kept = new KeptTotalsSource(DATABASE.dataSource()).totals(SETTINGS, Optional.of(cutoff));
    assertThat(digest(kept)).isEqualTo(digest(TotalsReader.sum(latest, cutoff)));
    assertThat(kept.sectors(AS_OF, Optional.empty()).values())
        .anyMatch(sector -> sector.size() > 0);
    assertThat(kept.links(Sector.AI_AND_DATA).size()).isPositive();
  }

  private static String digest(Totals totals) {
    return TotalsDigest.of(totals, AS_OF, MethodFile.byDefault().method().events());
  }

  /** One that begins, where the database stands. */
  private List<PendingTotals> writer(int totals) throws Exception {
    List<PendingTotals> all = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      all.add(new PendingTotals(totals, partition, store.claim(totals, partition)));
    }
    return all;
  }

  private void take(List<PendingTotals> writer, int offset) {
    ConsumerRecord<byte[], byte[]> sent = topic.get(offset);
    PendingTotals of = writer.get(sent.partition());
    if (offset >= of.stored().nextOffset()) {
      of.take(offset, sent.key(), sent.value());
    }
  }

  private void storeAll(List<PendingTotals> writer) throws Exception {
    for (PendingTotals each : writer) {
      KeptPartition to = each.reached();
      if (to != null) {
        assertThat(store.store(each.batch(), each.stored(), to)).isTrue();
        each.markStored();
      }
    }
  }

  /** Another keeper has the same sums, and sends every cell that has any. */
  private void takeOver(int partition, long since, Random random) {
    Keeper next = new Keeper(since);
    keepers.set(partition, next);
    for (int i = 0; i < 5; i++) {
      change(next, random);
    }
  }

  private static void change(Keeper keeper, Random random) {
    long cell = CELLS[random.nextInt(CELLS.length)];
    long key =
        new SumKey(
                SumKey.monthNumber(AS_OF) - random.nextInt(3),
                cell,
                Sector.AI_AND_DATA,
                random.nextBoolean() ? SignalKind.EVENT : SignalKind.INSTITUTION)
            .packed();
    long weight = random.nextInt(1_000_000);
    Sums sums = new Sums(weight, weight * 2, weight, weight * 3, random.nextInt(9), 4, 1);
    RowTotals rows = keeper.rows.computeIfAbsent(SumKey.cellDigits(key), RowTotals::new);
    rows.markChanged();
    rows.add(SumKey.withinCell(key), 1, sums);
    if (random.nextInt(3) == 0) {
      rows.add(SumKey.withinCell(key), -1, sums); // The cell may so come back to zero.
    }
    if (random.nextInt(3) == 0) {
      PairTotals pairs = keeper.pairs.computeIfAbsent(CELLS[0], PairTotals::new);
      pairs.markChanged();
      long strength = random.nextInt(1000);
      pairs.add(CELLS[1 + random.nextInt(3)], Sector.AI_AND_DATA, strength);
    }
  }

  private void send(int partition, Keeper keeper, Random random) {
    List<CellTotals> cells = new ArrayList<>(keeper.rows.values());
    cells.addAll(keeper.pairs.values());
    for (CellTotals cell : cells) {
      put(partition, cell.key(partition), cell.send(keeper.since));
    }
    put(
        partition,
        TotalsRecord.reachedKey(partition),
        new Reached(keeper.since, topic.size(), random.nextInt(9), 0, 0).encode());
  }

  private void put(int partition, byte[] key, byte @Nullable [] value) {
    topic.add(new ConsumerRecord<>("totals", partition, topic.size(), key, value));
    TotalsReader.put(latest, key, value);
  }
}
