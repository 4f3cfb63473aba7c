package org.techindex.common.receipt;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.signal.SignalId;
import org.techindex.common.store.Position;

/** Reads receipts from the tables that ingest writes. */
public final class Receipts {

  private static final String VERSIONS =
      """
      select t.topic, t.partition, s.position, s.received_at, s.ce_time, s.retracted
      from (
        select position, received_at, ce_time, retracted from signal
        where first_version and identity = ?
        union all
        select position, received_at, ce_time, retracted from signal
        where not first_version and identity = ?) s
      join topic_partition t on t.id = s.position >> 40
      order by s.position\
      """;
  private static final String DUPLICATES =
      """
      select t.topic, t.partition, d.position, d.ce_time
      from signal_duplicate d join topic_partition t on t.id = d.position >> 40
      where d.identity = ? order by d.position\
      """;
  private static final String REFUSALS =
      """
      select r.topic, r.partition, r."offset", r.received_at, r.stage, r.field, r.rule, r.value,
        p.position is not null
      from refusal r left join refusal_replay p using (position)
      where r.source = ? and r.id = ? order by r.position\
      """;
  private static final String RELEASES =
      """
      select id, version, manifest::text from release
      where state = 'published' order by id, version\
      """;
  private static final String PARTITION =
      "select id, next_offset from topic_partition where topic = ? and partition = ?";
  private static final String COUNTS =
      """
      select
        (select count(*) from signal
          where position between ? and ? and not retracted and (?::text is null or source = ?)),
        (select count(*) from signal
          where position between ? and ? and retracted and (?::text is null or source = ?)),
        (select count(*) from signal_duplicate d where position between ? and ? and (?::text is null
          or exists (select 1 from signal s
            where s.first_version and s.identity = d.identity and s.source = ?)))\
      """;
  private static final String REASONS =
      """
      select coalesce(r.source, '-'), r.stage, regexp_replace(r.field, '\\[\\d+\\]', '[]'), r.rule,
        count(*), min(coalesce(r.id, r.topic || '/' || r.partition || '@' || r."offset")),
        (array_agg(r.value order by coalesce(r.id, r.topic || '/' || r.partition || '@' || r."offset")))[1]
      from refusal r left join refusal_replay p using (position)
      where p.position is null and (?::text is null or r.source = ?)
        and r.position between ? and ?
      group by 1, 2, 3, 4 order by 5 desc, 1, 2, 3, 4\
      """;

  private final DataSource database;

  public Receipts(DataSource database) {
    this.database = database;
  }

  /**
   * Everything that was received under an identity, in the order of positions; empty if nothing.
   */
  public List<Receipt> of(SignalId id) throws SQLException {
    try (Connection connection = database.getConnection()) {
      List<Receipt> receipts = new ArrayList<>(versions(connection, id.digest()));
      receipts.addAll(duplicates(connection, id.digest()));
      receipts.addAll(refusals(connection, id));
      receipts.sort(
          Comparator.comparing(Receipt::topic)
              .thenComparingInt(Receipt::partition)
              .thenComparingLong(Receipt::offset));
      return receipts;
    }
  }

  /**
   * What became of ranges of records.
   *
   * @param source counts only its records; null counts all
   */
  public BatchReceipt of(List<RecordRange> ranges, @Nullable String source) throws SQLException {
    long accepted = 0;
    long retractions = 0;
    long duplicates = 0;
    long waiting = 0;
    List<RefusalReason> reasons = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (RecordRange range : ranges) {
        int partition;
        long next;
        try (PreparedStatement select = connection.prepareStatement(PARTITION)) {
          select.setString(1, range.topic());
          select.setInt(2, range.partition());
          try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
              waiting += range.records();
              continue;
            }
            partition = row.getInt(1);
            next = row.getLong(2);
          }
        }
        waiting += Math.max(0, range.lastOffset() + 1 - Math.max(next, range.firstOffset()));
        long first = Position.of(partition, range.firstOffset()).packed();
        long last = Position.of(partition, range.lastOffset()).packed();
        try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
          for (int part = 0; part < 3; part++) {
            select.setLong(4 * part + 1, first);
            select.setLong(4 * part + 2, last);
            select.setString(4 * part + 3, source);
            select.setString(4 * part + 4, source);
          }
          try (ResultSet row = select.executeQuery()) {
            row.next();
            accepted += row.getLong(1);
            retractions += row.getLong(2);
            duplicates += row.getLong(3);
          }
        }
        reasons.addAll(reasons(connection, source, first, last));
      }
    }
    reasons.sort(Comparator.comparingLong(RefusalReason::records).reversed());
    return new BatchReceipt(accepted, retractions, duplicates, reasons, waiting);
  }

  /**
   * Refusals by source and reason, the most frequent first, leaving out what was published again.
   *
   * @param source null for all
   */
  public List<RefusalReason> reasons(@Nullable String source) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return reasons(connection, source, 0, Long.MAX_VALUE);
    }
  }

  private static List<RefusalReason> reasons(
      Connection connection, @Nullable String source, long first, long last) throws SQLException {
    List<RefusalReason> reasons = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(REASONS)) {
      select.setString(1, source);
      select.setString(2, source);
      select.setLong(3, first);
      select.setLong(4, last);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          reasons.add(
              new RefusalReason(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getLong(5),
                  row.getString(6),
                  row.getString(7)));
        }
      }
    }
    return reasons;
  }

  /** A version as stored. */
  private record Version(
      String topic,
      int partition,
      Position position,
      Instant receivedAt,
      Instant ceTime,
      boolean retracted) {}

  private static List<Receipt> versions(Connection connection, UUID identity) throws SQLException {
    List<Version> versions = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(VERSIONS)) {
      select.setObject(1, identity);
      select.setObject(2, identity);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          versions.add(
              new Version(
                  row.getString(1),
                  row.getInt(2),
                  new Position(row.getLong(3)),
                  instant(row, 4),
                  instant(row, 5),
                  row.getBoolean(6)));
        }
      }
    }
    if (versions.isEmpty()) {
      return List.of();
    }
    List<Published> releases = releases(connection);
    Version current = current(versions).orElseThrow();
    List<Receipt> receipts = new ArrayList<>();
    for (Version version : versions) {
      Optional<String> first =
          releases.stream()
              .filter(release ->
                  current(versions.stream().filter(release::counts).toList())
                      .filter(version::equals)
                      .isPresent())
              .findFirst()
              .map(release -> release.id().toString());
      Receipt.Outcome outcome;
      if (!version.equals(current)) {
        outcome =
            version.ceTime().equals(current.ceTime())
                ? new Receipt.Duplicate(version.ceTime())
                : new Receipt.Corrected(version.ceTime(), current.ceTime(), first);
      } else if (version.retracted()) {
        outcome = new Receipt.Retracted(version.ceTime(), first);
      } else {
        outcome = new Receipt.Accepted(version.ceTime(), first);
      }
      receipts.add(
          new Receipt(
              version.topic(),
              version.partition(),
              version.position().offset(),
              Optional.of(version.receivedAt()),
              outcome));
    }
    return receipts;
  }

  /** The latest ce_time; on ties the lowest position. */
  private static Optional<Version> current(List<Version> versions) {
    return versions.stream()
        .max(
            Comparator.comparing(Version::ceTime)
                .thenComparing(Version::position, Comparator.reverseOrder()));
  }

  /** A published release and what it counts. */
  private record Published(ReleaseId id, Manifest manifest) {
    boolean counts(Version version) {
      return manifest.cutoff().partitions().stream()
          .anyMatch(partition ->
              partition.id() == version.position().partition()
                  && version.position().offset() < partition.nextOffset());
    }
  }

  private static List<Published> releases(Connection connection) throws SQLException {
    List<Published> releases = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(RELEASES);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        releases.add(
            new Published(
                ReleaseId.parse(row.getString(1) + ".v" + row.getInt(2)),
                RankingJson.read(
                    row.getString(3).getBytes(StandardCharsets.UTF_8), Manifest.class)));
      }
    }
    return releases;
  }

  private static List<Receipt> duplicates(Connection connection, UUID identity)
      throws SQLException {
    List<Receipt> receipts = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(DUPLICATES)) {
      select.setObject(1, identity);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          receipts.add(
              new Receipt(
                  row.getString(1),
                  row.getInt(2),
                  new Position(row.getLong(3)).offset(),
                  Optional.empty(),
                  new Receipt.Duplicate(instant(row, 4))));
        }
      }
    }
    return receipts;
  }

  private static List<Receipt> refusals(Connection connection, SignalId id) throws SQLException {
    List<Receipt> receipts = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(REFUSALS)) {
      select.setString(1, id.source());
      select.setString(2, id.id());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          receipts.add(
              new Receipt(
                  row.getString(1),
                  row.getInt(2),
                  row.getLong(3),
                  Optional.of(instant(row, 4)),
                  new Receipt.Refused(
                      row.getString(5),
                      row.getString(6),
                      row.getString(7),
                      row.getString(8),
                      row.getBoolean(9))));
        }
      }
    }
    return receipts;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
