package org.techindex.scoring.kept;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.techindex.common.release.RankingJson;
import org.techindex.common.store.CopyWriter;
import org.techindex.scoring.kept.KeptPartition.Reached;

/**
 * Writes kept totals: what changed in a partition and the partition's next offset in one
 * transaction. The offset is moved first and only from where the writer believes it to be, so that
 * of two writers of one partition the late one writes nothing.
 */
public final class KeptTotalsStore {

  private static final String REGISTER =
      """
      insert into kept_totals (topic, topic_id, classifier, reach_kilometres, cutoff)
      values (?, ?, ?, ?, ?::jsonb)
      on conflict (topic) do nothing\
      """;
  private static final String FORGET = "delete from kept_totals where topic = ? and topic_id <> ?";
  private static final String FIND = "select id from kept_totals where topic = ?";
  private static final String CLAIM =
      """
      insert into kept_partition (totals, partition) values (?, ?)
      on conflict (totals, partition) do nothing\
      """;
  private static final String PARTITIONS =
      """
      select partition, next_offset, since, next_classified, next_message
      from kept_partition where totals = ?\
      """;
  private static final String FENCE =
      """
      update kept_partition set next_offset = ?, since = ?, next_classified = ?, next_message = ?
      where totals = ? and partition = ? and next_offset = ?\
      """;
  private static final String COPY_ROWS =
      """
      copy kept_row (totals, cell, weight, squared_weight, heads, squared_heads, influence,
        squared_influence, signals, partition, month, sector, kind)
      from stdin (format binary)\
      """;
  private static final String COPY_LINKS =
      """
      copy kept_link (totals, low_cell, high_cell, all_sectors, ai_and_data, clean_growth,
        smart_cities_and_mobility, ageing_society, advanced_manufacturing, partition)
      from stdin (format binary)\
      """;

  private final DataSource database;

  public KeptTotalsStore(DataSource database) {
    this.database = database;
  }

  /**
   * The number of these totals, which are registered if they are new. Rows of a topic that was
   * deleted and made again are thrown away: its offsets start over.
   */
  public int register(KeptOrder order) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement forget = connection.prepareStatement(FORGET);
          PreparedStatement insert = connection.prepareStatement(REGISTER);
          PreparedStatement find = connection.prepareStatement(FIND)) {
        forget.setString(1, order.topic());
        forget.setObject(2, order.topicId());
        forget.executeUpdate();
        insert.setString(1, order.topic());
        insert.setObject(2, order.topicId());
        insert.setString(3, order.classifier());
        insert.setDouble(4, order.reachKilometres());
        insert.setString(5, new String(RankingJson.write(order.cutoff()), StandardCharsets.UTF_8));
        insert.executeUpdate();
        find.setString(1, order.topic());
        try (ResultSet row = find.executeQuery()) {
          row.next();
          int id = row.getInt(1);
          connection.commit();
          return id;
        }
      }
    }
  }

  /** Where a writer of a partition begins; what it stores first must say so. */
  public KeptPartition claim(int totals, int partition) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      claim.setInt(1, totals);
      claim.setInt(2, partition);
      claim.executeUpdate();
      KeptPartition found = partitions(connection, totals).get(partition);
      if (found == null) {
        throw new IllegalStateException(
            "partition " + partition + " of kept totals " + totals + " vanished");
      }
      return found;
    }
  }

  /** How far every partition is stored that was ever claimed. */
  public Map<Integer, KeptPartition> partitions(int totals) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return partitions(connection, totals);
    }
  }

  private static Map<Integer, KeptPartition> partitions(Connection connection, int totals)
      throws SQLException {
    Map<Integer, KeptPartition> all = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(PARTITIONS)) {
      select.setInt(1, totals);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Long since = rows.getObject(3, Long.class);
          all.put(
              rows.getInt(1),
              new KeptPartition(
                  rows.getLong(2),
                  since == null
                      ? Reached.NEVER
                      : new Reached(since, rows.getLong(4), rows.getLong(5))));
        }
      }
    }
    return all;
  }

  /**
   * Stores what changed. If its keeper is another than that of the rows, these give way to it, all
   * of them.
   *
   * @param from where the partition stands, as the writer believes
   * @param to where it stands afterwards
   * @return whether it was stored; false if another writer has stored since
   * @throws SQLException if nothing was stored, or if the connection broke while it was being
   *     committed and the outcome is unknown; claim the partition then
   */
  public boolean store(KeptBatch batch, KeptPartition from, KeptPartition to) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        if (!fence(connection, batch, from, to)) {
          connection.rollback();
          return false;
        }
        if (from.reached().since() == to.reached().since()) {
          delete(connection, batch, "kept_row", "cell", batch.cells());
          delete(connection, batch, "kept_link", "low_cell", batch.linkedCells());
        } else if (!from.reached().equals(Reached.NEVER)) {
          deleteAll(connection, batch, "kept_row");
          deleteAll(connection, batch, "kept_link");
        }
        copy(connection, COPY_ROWS, batch.rows());
        copy(connection, COPY_LINKS, batch.links());
        connection.commit();
        return true;
      } catch (SQLException | RuntimeException e) {
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

  private static boolean fence(
      Connection connection, KeptBatch batch, KeptPartition from, KeptPartition to)
      throws SQLException {
    try (PreparedStatement move = connection.prepareStatement(FENCE)) {
      move.setLong(1, to.nextOffset());
      move.setLong(2, to.reached().since());
      move.setLong(3, to.reached().nextClassified());
      move.setLong(4, to.reached().nextMessage());
      move.setInt(5, batch.totals());
      move.setInt(6, batch.partition());
      move.setLong(7, from.nextOffset());
      return move.executeUpdate() == 1;
    }
  }

  private static void delete(
      Connection connection, KeptBatch batch, String table, String column, List<Long> cells)
      throws SQLException {
    if (cells.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from %s where totals = ? and partition = ? and %s = any (?)"
                .formatted(table, column))) {
      delete.setInt(1, batch.totals());
      delete.setInt(2, batch.partition());
      delete.setArray(3, connection.createArrayOf("bigint", cells.toArray()));
      delete.executeUpdate();
    }
  }

  private static void deleteAll(Connection connection, KeptBatch batch, String table)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from %s where totals = ? and partition = ?".formatted(table))) {
      delete.setInt(1, batch.totals());
      delete.setInt(2, batch.partition());
      delete.executeUpdate();
    }
  }

  private static void copy(Connection connection, String sql, List<byte[]> chunks)
      throws SQLException {
    CopyWriter copy = new CopyWriter(connection, sql);
    for (byte[] chunk : chunks) {
      copy.write(chunk);
    }
    copy.end();
  }

  /** Notes that all that counts is in the rows. */
  public void complete(int totals) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement complete =
            connection.prepareStatement(
                "update kept_totals set complete_at = now()"
                    + " where id = ? and complete_at is null")) {
      complete.setInt(1, totals);
      complete.executeUpdate();
    }
  }
}
