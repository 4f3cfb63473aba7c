package org.techindex.ingest.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.techindex.common.signal.SignalId;
import org.techindex.common.store.CopyRow;
import org.techindex.common.store.CopyWriter;
import org.techindex.common.store.Position;
import org.techindex.ingest.store.Storable.RefusedRecord;
import org.techindex.ingest.store.Storable.SignalRows;

/**
 * Writes a batch in one transaction: signals, parts, links, duplicates, refusals, the partition's
 * next offset, and a notification for scoring. Either all of it is there afterwards or nothing.
 *
 * <p>The offset is moved first and only from where this consumer believes it to be ({@code where
 * next_offset = expected}), so that of two consumers of one partition the late one writes nothing.
 * Within the partition the outcome depends on the records and their order alone; which of two
 * partitions stores an identity first is left to the unique index, and the loser asks again.
 */
public final class BatchStore {

  /** The channel that scoring listens on; the payload is {@code partition id:next offset}. */
  public static final String CHANNEL = "techindex_batch";

  static final int SIGNAL_COLUMNS = 13;
  static final int PART_COLUMNS = 17;
  static final int LINK_COLUMNS = 5;
  private static final int DUPLICATE_COLUMNS = 3;
  private static final int REFUSAL_COLUMNS = 10;

  private static final String FENCE =
      """
      update topic_partition set next_offset = ?, updated_at = now()
      where id = ? and next_offset = ?\
      """;
  private static final String KNOWN =
      "select identity from signal where first_version and identity = any (?)";
  private static final String LATEST_HERE =
      """
      select identity, (extract(epoch from max(ce_time) - timestamptz '2000-01-01 00:00:00+00')
        * 1000000)::bigint
      from (
        select identity, ce_time, position from signal
        where first_version and identity = any (?)
        union all
        select identity, ce_time, position from signal
        where not first_version and identity = any (?)) version
      where position >= ? and position < ?
      group by identity\
      """;
  private static final String COPY_SIGNALS =
      """
      copy signal (position, identity, ce_time, observed, kind, first_version, retracted, source,
        id, name, body, url, document) from stdin (format binary)\
      """;
  private static final String COPY_PARTS =
      """
      copy signal_part (position, cell, amount, part, classifier, kind, month, closed_month, region,
        first_version, fraction, citations, ai_and_data, clean_growth, smart_cities_and_mobility,
        ageing_society, advanced_manufacturing) from stdin (format binary)\
      """;
  private static final String COPY_LINKS =
      """
      copy signal_link (position, ordinal, relation, weight, to_identity)
      from stdin (format binary)\
      """;
  private static final String COPY_DUPLICATES =
      "copy signal_duplicate (position, identity, ce_time) from stdin (format binary)";
  private static final String COPY_REFUSALS =
      """
      copy refusal (position, source, id, topic, partition, "offset", stage, field, rule, value)
      from stdin (format binary)\
      """;

  private final DataSource database;

  public BatchStore(DataSource database) {
    this.database = database;
  }

  /**
   * @param newcomers of the partition; where it expects only new identities, none is asked for
   * @throws FencedException if the partition does not stand where the batch begins
   * @throws SQLException if nothing was written, or if the connection broke while it was being
   *     committed and the outcome is unknown; storing the batch again is safe in both cases
   */
  public StoredBatch store(PartitionBatch batch, Newcomers newcomers)
      throws SQLException, FencedException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        fence(connection, batch);
        Settled settled = settle(connection, batch, newcomers.expected());
        copy(connection, batch.claim(), settled);
        announce(connection, batch);
        connection.commit();
        StoredBatch stored = settled.stored(batch);
        newcomers.learn(stored);
        return stored;
      } catch (SQLException | FencedException | RuntimeException e) {
        if (e instanceof SQLException failure && Fault.of(failure) == Fault.RACE) {
          newcomers.mistaken();
        }
        rollback(connection, e);
        throw e;
      }
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void fence(Connection connection, PartitionBatch batch)
      throws SQLException, FencedException {
    try (PreparedStatement move = connection.prepareStatement(FENCE)) {
      move.setLong(1, batch.nextOffset());
      move.setInt(2, batch.claim().id());
      move.setLong(3, batch.claim().nextOffset());
      if (move.executeUpdate() != 1) {
        throw new FencedException(batch.claim());
      }
    }
  }

  /** Tells first versions, later ones and duplicates apart. */
  private static Settled settle(Connection connection, PartitionBatch batch, boolean allNew)
      throws SQLException {
    List<SignalRows> signals = new ArrayList<>(batch.records().size());
    List<RefusedRecord> refusals = new ArrayList<>();
    for (Storable record : batch.records()) {
      switch (record) {
        case SignalRows signal -> signals.add(signal);
        case RefusedRecord refused -> refusals.add(refused);
      }
    }
    Set<UUID> known = allNew || signals.isEmpty() ? Set.of() : known(connection, signals);
    Map<UUID, Long> latestHere = HashMap.newHashMap(signals.size());
    if (!known.isEmpty()) {
      addLatestHere(connection, known, batch.claim().id(), latestHere);
    }
    List<SignalRows> versions = new ArrayList<>(signals.size());
    List<SignalRows> duplicates = new ArrayList<>();
    int first = 0;
    for (SignalRows signal : signals) {
      Long latest = latestHere.get(signal.identity());
      if (latest != null && signal.ceTimeMicroseconds() <= latest) {
        duplicates.add(signal);
        continue;
      }
      latestHere.put(signal.identity(), signal.ceTimeMicroseconds());
      boolean isFirst = latest == null && !known.contains(signal.identity());
      signal.markFirstVersion(isFirst);
      first += isFirst ? 1 : 0;
      versions.add(signal);
    }
    // In one order for all writers, so that two of them never wait for each other.
    versions.sort(Comparator.comparing(SignalRows::identity));
    return new Settled(versions, first, duplicates, refusals);
  }

  private static Set<UUID> known(Connection connection, List<SignalRows> signals)
      throws SQLException {
    Object[] identities = new Object[signals.size()];
    for (int i = 0; i < identities.length; i++) {
      identities[i] = signals.get(i).identity();
    }
    Set<UUID> known = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
      select.setArray(1, connection.createArrayOf("uuid", identities));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          known.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return known;
  }

  private static void addLatestHere(
      Connection connection, Set<UUID> identities, int partition, Map<UUID, Long> latest)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LATEST_HERE)) {
      Array array = connection.createArrayOf("uuid", identities.toArray());
      select.setArray(1, array);
      select.setArray(2, array);
      select.setLong(3, Position.of(partition, 0).packed());
      select.setLong(4, Position.of(partition + 1, 0).packed());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          latest.put(rows.getObject(1, UUID.class), rows.getLong(2));
        }
      }
    }
  }

  private static void copy(Connection connection, PartitionClaim claim, Settled settled)
      throws SQLException {
    if (!settled.versions().isEmpty()) {
      CopyWriter signals = new CopyWriter(connection, COPY_SIGNALS);
      boolean linked = false;
      for (SignalRows signal : settled.versions()) {
        signals.write(signal.signal());
        linked |= signal.links().length > 0;
      }
      signals.end();
      CopyWriter parts = new CopyWriter(connection, COPY_PARTS);
      for (SignalRows signal : settled.versions()) {
        parts.write(signal.parts());
      }
      parts.end();
      if (linked) {
        CopyWriter links = new CopyWriter(connection, COPY_LINKS);
        for (SignalRows signal : settled.versions()) {
          links.write(signal.links());
        }
        links.end();
      }
    }
    if (!settled.duplicates().isEmpty()) {
      CopyWriter duplicates = new CopyWriter(connection, COPY_DUPLICATES);
      for (SignalRows signal : settled.duplicates()) {
        duplicates.write(
            new CopyRow(60)
                .begin(DUPLICATE_COLUMNS)
                .int8(signal.position().packed())
                .uuid(signal.identity())
                .int8(signal.ceTimeMicroseconds())
                .toBytes());
      }
      duplicates.end();
    }
    if (!settled.refusals().isEmpty()) {
      CopyWriter refusals = new CopyWriter(connection, COPY_REFUSALS);
      for (RefusedRecord refused : settled.refusals()) {
        refusals.write(refusalRow(claim, refused));
      }
      refusals.end();
    }
  }

  private static byte[] refusalRow(PartitionClaim claim, RefusedRecord refused) {
    SignalId id = refused.id();
    return new CopyRow(300)
        .begin(REFUSAL_COLUMNS)
        .int8(refused.position().packed())
        .text(id == null ? null : id.source())
        .text(id == null ? null : id.id())
        .text(claim.topic())
        .int4(claim.partition())
        .int8(refused.position().offset())
        .text(refused.refusal().stage().word())
        .text(refused.refusal().field())
        .text(refused.refusal().rule())
        .text(refused.refusal().value())
        .toBytes();
  }

  private static void announce(Connection connection, PartitionBatch batch) throws SQLException {
    try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
      notify.setString(1, CHANNEL);
      notify.setString(2, batch.claim().id() + ":" + batch.nextOffset());
      notify.execute();
    }
  }

  /**
   * @param versions by identity
   * @param first how many of them are first versions
   */
  private record Settled(
      List<SignalRows> versions,
      int first,
      List<SignalRows> duplicates,
      List<RefusedRecord> refusals) {

    StoredBatch stored(PartitionBatch batch) {
      return new StoredBatch(
          batch.claim().upTo(batch.nextOffset()),
          first,
          versions.size() - first,
          duplicates.size(),
          refusals.size());
    }
  }
}
