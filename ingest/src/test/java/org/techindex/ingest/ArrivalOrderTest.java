package org.techindex.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Position;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.ingest.receive.ReceivedSignal;
import org.techindex.ingest.store.BatchStore;
import org.techindex.ingest.store.Fault;
import org.techindex.ingest.store.FencedException;
import org.techindex.ingest.store.Newcomers;
import org.techindex.ingest.store.PartitionBatch;
import org.techindex.ingest.store.PartitionClaim;
import org.techindex.ingest.store.PartitionOffsets;
import org.techindex.ingest.store.RowEncoder;
import org.techindex.ingest.store.Storable;
import org.techindex.ingest.store.StoredBatch;

/**
 * Whatever the order, the batches and the interleaving of partitions: the version that counts is
 * the one of the latest ce_time, there is one first version, and every record is accounted for.
 */
class ArrivalOrderTest {

  private static final TestDatabase DATABASE = TestPostgres.freshDatabase();
  private static final OffsetDateTime START =
      OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final int IDENTITIES = 12;
  private static final int VERSIONS = 60;
  private static final int PARTITIONS = 3;

  /** The minute stands for everything that a version says. */
  private record Version(int identity, int minute) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anyInterleavingGivesTheSameState(long seed) throws Exception {
    Random random = new Random(seed);
    List<Version> versions = new ArrayList<>();
    Map<Integer, Integer> latest = new TreeMap<>();
    // The same versions for every seed; what the seed draws is the way they arrive.
    Random fixed = new Random(0);
    for (int i = 0; i < VERSIONS; i++) {
      Version version = new Version(fixed.nextInt(IDENTITIES), fixed.nextInt(10));
      versions.add(version);
      latest.merge(version.identity(), version.minute(), Math::max);
    }
    Collections.shuffle(versions, random);
    DATABASE.execute(
        "truncate signal, signal_part, signal_link, signal_duplicate, topic_partition cascade");

    store(versions, random);

    Map<Integer, Integer> current = new TreeMap<>();
    rows("""
    select distinct on (identity) id,
      extract(epoch from ce_time - timestamptz '2026-01-01 00:00:00+00')::bigint / 60
    from signal order by identity, ce_time desc, position\
    """)
        .forEach(row -> current.put((int) (long) row.get(0), (int) (long) row.get(1)));
    assertThat(current).isEqualTo(latest);
    assertThat(
            rows(
                """
                select count(*), count(distinct identity),
                  (select count(*) from signal) + (select count(*) from signal_duplicate)
                from signal where first_version\
                """))
        .containsExactly(List.of((long) latest.size(), (long) latest.size(), (long) VERSIONS));
  }

  private static void store(List<Version> arrivals, Random random)
      throws SQLException, FencedException {
    BatchStore store = new BatchStore(DATABASE.dataSource());
    PartitionOffsets offsets = new PartitionOffsets(DATABASE.dataSource());
    RowEncoder rows = new RowEncoder(1);
    Map<Integer, PartitionClaim> claims = new HashMap<>();
    Map<Integer, List<Storable>> waiting = new HashMap<>();
    Map<Integer, Long> next = new HashMap<>();
    List<Newcomers> newcomers = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      newcomers.add(new Newcomers());
      claims.put(partition, offsets.claim("signals.event", partition, Uuid.ONE_UUID, 0));
    }
    for (Version version : arrivals) {
      int partition = random.nextInt(PARTITIONS);
      PartitionClaim claim = Objects.requireNonNull(claims.get(partition));
      long offset = next.merge(partition, 1L, Long::sum) - 1;
      Storable row =
          rows.encode(
              new ReceivedSignal.Retraction(
                  Position.of(claim.id(), offset),
                  SignalKind.EVENT,
                  new SignalId("test", Integer.toString(version.identity())),
                  START.plusMinutes(version.minute())));
      waiting.computeIfAbsent(partition, _ -> new ArrayList<>()).add(row);
      if (random.nextInt(4) == 0) {
        flush(store, claims, waiting, newcomers, partition);
      }
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      flush(store, claims, waiting, newcomers, partition);
    }
  }

  private static void flush(
      BatchStore store,
      Map<Integer, PartitionClaim> claims,
      Map<Integer, List<Storable>> waiting,
      List<Newcomers> newcomers,
      int partition)
      throws SQLException, FencedException {
    List<Storable> records = waiting.get(partition);
    PartitionClaim claim = claims.get(partition);
    if (claim == null || records == null || records.isEmpty()) {
      return;
    }
    PartitionBatch batch =
        new PartitionBatch(claim, records, records.getLast().position().offset() + 1);
    claims.put(partition, storeUntilStored(store, batch, newcomers.get(partition)).claim());
    records.clear();
  }

  /** As the writer does: a wrong guess of new identities is a race, and the batch comes again. */
  private static StoredBatch storeUntilStored(
      BatchStore store, PartitionBatch batch, Newcomers newcomers)
      throws SQLException, FencedException {
    while (true) {
      try {
        return store.store(batch, newcomers);
      } catch (SQLException e) {
        if (Fault.of(e) != Fault.RACE) {
          throw e;
        }
      }
    }
  }

  private static List<List<Long>> rows(String sql) throws SQLException {
    List<List<Long>> found = new ArrayList<>();
    try (var connection = DATABASE.dataSource().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<Long> values = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
          values.add(Long.parseLong(row.getString(column)));
        }
        found.add(values);
      }
    }
    return found;
  }
}
