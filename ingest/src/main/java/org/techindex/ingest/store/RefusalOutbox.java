package org.techindex.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.techindex.common.store.Position;

/**
 * Refusals that are stored and not yet announced. The one writer of a partition stores them in the
 * order of offsets, so that a mark per partition tells what was announced.
 */
public final class RefusalOutbox {

  private static final String UNANNOUNCED =
      """
      select position, source, id, topic, partition, "offset", stage, field, rule, value,
        received_at
      from refusal
      where position >= ? + coalesce(
          (select next_offset from refusal_announced where partition_id = ?), 0)
        and position < ?
      order by position limit ?\
      """;
  private static final String MARK =
      """
      insert into refusal_announced (partition_id, next_offset) values (?, ?)
      on conflict (partition_id) do update set next_offset = excluded.next_offset
      where refusal_announced.next_offset < excluded.next_offset\
      """;

  private final DataSource database;

  public RefusalOutbox(DataSource database) {
    this.database = database;
  }

  /** A refusal as stored. */
  public record StoredRefusal(
      Position position,
      Optional<String> source,
      Optional<String> id,
      String topic,
      int partition,
      long offset,
      String stage,
      String field,
      String rule,
      String value,
      Instant receivedAt) {}

  /** The next refusals to announce, in the order of offsets. */
  public List<StoredRefusal> unannounced(int partitionId, int most) throws SQLException {
    List<StoredRefusal> refusals = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement select = connection.prepareStatement(UNANNOUNCED)) {
        select.setLong(1, Position.of(partitionId, 0).packed());
        select.setInt(2, partitionId);
        select.setLong(3, Position.of(partitionId + 1, 0).packed());
        select.setInt(4, most);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            refusals.add(
                new StoredRefusal(
                    new Position(row.getLong(1)),
                    Optional.ofNullable(row.getString(2)),
                    Optional.ofNullable(row.getString(3)),
                    row.getString(4),
                    row.getInt(5),
                    row.getLong(6),
                    row.getString(7),
                    row.getString(8),
                    row.getString(9),
                    row.getString(10),
                    row.getObject(11, OffsetDateTime.class).toInstant()));
          }
        }
      }
    }
    return refusals;
  }

  /** Everything up to this refusal is announced. */
  public void mark(StoredRefusal last) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement insert = connection.prepareStatement(MARK)) {
        insert.setInt(1, last.position().partition());
        insert.setLong(2, last.offset() + 1);
        insert.executeUpdate();
      }
    }
  }
}
