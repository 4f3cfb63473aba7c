package org.techindex.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** Where each partition stands, in the database: the truth about what was read. */
public final class PartitionOffsets {

  private static final String REGISTER =
      """
      insert into topic_partition (topic, partition, topic_id, next_offset) values (?, ?, ?, ?)
      on conflict (topic, partition) do nothing\
      """;
  private static final String FIND =
      "select id, topic_id, next_offset from topic_partition where topic = ? and partition = ?";

  private final DataSource database;

  public PartitionOffsets(DataSource database) {
    this.database = database;
  }

  /**
   * What the database knows of a partition; a new partition is registered.
   *
   * @param topicId what the broker calls the topic now
   * @param beginningOffset the earliest record that the broker still has
   * @throws OperatorException if the topic was deleted and made again, or records were deleted
   *     before they were read: going on would skip signals
   */
  public PartitionClaim claim(String topic, int partition, Uuid topicId, long beginningOffset)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      PartitionClaim claim = find(connection, topic, partition, topicId);
      if (claim == null) {
        try (PreparedStatement register = connection.prepareStatement(REGISTER)) {
          register.setString(1, topic);
          register.setInt(2, partition);
          register.setObject(3, uuid(topicId));
          register.setLong(4, beginningOffset);
          register.executeUpdate();
        }
        claim = find(connection, topic, partition, topicId);
      }
      connection.commit();
      if (claim == null) {
        throw new IllegalStateException("partition " + partition + " of " + topic + " vanished");
      }
      if (claim.nextOffset() < beginningOffset) {
        throw new OperatorException(
            ExitCode.SERVICE_MISSING,
            ("records %d to %d of %s, partition %d, were deleted from Kafka before they were read:"
                    + " publish them again, then set next_offset to %d in topic_partition")
                .formatted(
                    claim.nextOffset(), beginningOffset - 1, topic, partition, beginningOffset));
      }
      return claim;
    }
  }

  /** The next offset of every partition that was ever read. */
  public Map<TopicPartition, Long> stored() throws SQLException {
    Map<TopicPartition, Long> stored = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select topic, partition, next_offset from topic_partition");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        stored.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
    }
    return stored;
  }

  private static @Nullable PartitionClaim find(
      Connection connection, String topic, int partition, Uuid topicId) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, topic);
      find.setInt(2, partition);
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        UUID known = row.getObject(2, UUID.class);
        if (!known.equals(uuid(topicId))) {
          throw new OperatorException(
              ExitCode.SERVICE_MISSING,
              ("topic %1$s was deleted and made again, so its offsets start over and nothing of it"
                      + " is read; to keep its old signals and read the new topic from its start:"
                      + " update topic_partition set topic = topic || '@' || topic_id"
                      + " where topic = '%1$s'")
                  .formatted(topic));
        }
        return new PartitionClaim(topic, partition, topicId, row.getInt(1), row.getLong(3));
      }
    }
  }

  static UUID uuid(Uuid id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }
}
