package org.techindex.scoring.release;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.identity.ClusterIds;

/** Releases in the database: rows and documents, written whole or not at all. */
public final class ReleaseStore {

  /** Beyond every release. */
  public static final ReleaseId ALL = new ReleaseId(YearMonth.of(9999, 12), 1);

  private final DataSource database;

  public ReleaseStore(DataSource database) {
    this.database = database;
  }

  /** What has become of a release; a withdrawn one stays readable as such. */
  public enum State {
    DRAFT,
    PUBLISHED,
    WITHDRAWN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A row of {@code release list}.
   *
   * @param reason of a correction or withdrawal
   */
  public record Row(
      ReleaseId id,
      State state,
      Instant madeAt,
      Optional<Instant> publishedAt,
      Optional<String> reason) {}

  /** A document as it is stored; the bytes are only read. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Document(String name, String mediaType, byte[] sha256, byte[] content) {}

  /** All releases, the latest first. */
  public List<Row> list() {
    return query(
        "select id, version, state, made_at, published_at, reason from release"
            + " order by id desc, version desc",
        _ -> {},
        ReleaseStore::row);
  }

  /** One release; empty if there is none. */
  public Optional<Row> find(ReleaseId id) {
    return query(
            "select id, version, state, made_at, published_at, reason from release"
                + " where id = ? and version = ?",
            statement -> {
              statement.setString(1, id.month().toString());
              statement.setInt(2, id.version());
            },
            ReleaseStore::row)
        .stream()
        .findFirst();
  }

  /** The latest version of a month's release that is not a draft; empty if there is none. */
  public Optional<Row> latestOf(YearMonth month) {
    return list().stream()
        .filter(row -> row.id().month().equals(month) && row.state() != State.DRAFT)
        .findFirst();
  }

  /** Whether any version of a month's release is published, and not withdrawn. */
  public boolean hasPublished(YearMonth month) {
    return list().stream()
        .anyMatch(row -> row.id().month().equals(month) && row.state() == State.PUBLISHED);
  }

  /**
   * The release that identities and changes of another refer to: the latest published before it.
   */
  public Optional<ReleaseId> publishedBefore(ReleaseId id) {
    return list().stream()
        .filter(row -> row.state() == State.PUBLISHED && row.id().compareTo(id) < 0)
        .map(Row::id)
        .findFirst();
  }

  /** What clusters were called in releases before this one. */
  public ClusterIds idsBefore(ReleaseId id) {
    return idsBefore(id, publishedBefore(id));
  }

  /** The same where the release that identities refer to is known. */
  ClusterIds idsBefore(ReleaseId id, Optional<ReleaseId> reference) {
    Map<Sector, Set<String>> used = new EnumMap<>(Sector.class);
    record Used(Sector sector, String id, ReleaseId first) {}
    for (Used one :
        query(
            "select sector, id, first_release from cluster_identity",
            _ -> {},
            row ->
                new Used(
                    Sector.find(row.getString(1)).orElseThrow(),
                    row.getString(2),
                    ReleaseId.parse(row.getString(3))))) {
      if (one.first().compareTo(id) < 0) {
        used.computeIfAbsent(one.sector(), _ -> new HashSet<>()).add(one.id());
      }
    }
    return new ClusterIds(reference.map(this::rankings).orElse(List.of()), used);
  }

  /** The tables of a release, in table order. */
  public List<SectorRanking> rankings(ReleaseId id) {
    List<SectorRanking> rankings = new ArrayList<>();
    List<Document> documents = documents(id);
    for (Sector sector : Sector.values()) {
      documents.stream()
          .filter(document -> document.name().equals(ReleaseDocuments.nameOf(sector)))
          .map(document -> RankingJson.read(document.content(), SectorRanking.class))
          .forEach(rankings::add);
    }
    return rankings;
  }

  /** What a release states about itself; empty if there is no such release. */
  public Optional<Manifest> manifest(ReleaseId id) {
    return documents(id).stream()
        .filter(document -> document.name().equals(ReleaseDocuments.MANIFEST))
        .findFirst()
        .map(document -> RankingJson.read(document.content(), Manifest.class));
  }

  /** The documents of a release, by name. */
  public List<Document> documents(ReleaseId id) {
    return query(
        "select name, media_type, sha256, content from release_document"
            + " where release_id = ? and version = ? order by name collate \"C\"",
        statement -> {
          statement.setString(1, id.month().toString());
          statement.setInt(2, id.version());
        },
        row -> new Document(row.getString(1), row.getString(2), row.getBytes(3), row.getBytes(4)));
  }

  /**
   * Waits until no other instance writes releases. Held to the end of the transaction.
   *
   * @param connection in a transaction
   */
  static void lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select pg_advisory_xact_lock(hashtextextended('techindex release', 0))")) {
      statement.execute();
    }
  }

  /** Writes a whole release in the caller's transaction; a draft of the same id gives way. */
  static void write(Connection connection, MadeRelease release, State state) throws SQLException {
    ReleaseId id = release.id();
    for (String table : List.of("release_document where release_id", "release where id")) {
      try (PreparedStatement statement =
          connection.prepareStatement("delete from " + table + " = ? and version = ?")) {
        statement.setString(1, id.month().toString());
        statement.setInt(2, id.version());
        statement.executeUpdate();
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into release (id, version, state, made_at, published_at, reason, manifest)"
                + " values (?, ?, ?, ?, ?, ?, ?::jsonb)")) {
      Timestamp madeAt = Timestamp.from(Instant.parse(release.manifest().madeAt()));
      statement.setString(1, id.month().toString());
      statement.setInt(2, id.version());
      statement.setString(3, State.DRAFT.word());
      statement.setTimestamp(4, madeAt);
      statement.setTimestamp(5, state == State.PUBLISHED ? madeAt : null);
      statement.setString(
          6, release.manifest().revision().map(revision -> revision.reason()).orElse(null));
      statement.setString(
          7, new String(RankingJson.write(release.manifest()), StandardCharsets.UTF_8));
      statement.executeUpdate();
    }
    for (ReleaseDocuments.Rendered document : release.documents()) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "insert into release_document (release_id, version, name, media_type, sha256,"
                  + " content) values (?, ?, ?, ?, sha256(?), ?)")) {
        statement.setString(1, id.month().toString());
        statement.setInt(2, id.version());
        statement.setString(3, document.name());
        statement.setString(4, document.mediaType());
        statement.setBytes(5, document.content());
        statement.setBytes(6, document.content());
        statement.executeUpdate();
      }
    }
    if (state == State.PUBLISHED) {
      // Last, because a published release takes no more documents.
      try (PreparedStatement statement =
          connection.prepareStatement(
              "update release set state = 'published' where id = ? and version = ?")) {
        statement.setString(1, id.month().toString());
        statement.setInt(2, id.version());
        statement.executeUpdate();
      }
      keepIds(connection, release.id(), release.rankings());
    }
  }

  static void keepIds(Connection connection, ReleaseId id, List<SectorRanking> rankings)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into cluster_identity (sector, id, first_release) values (?, ?, ?)"
                + " on conflict do nothing")) {
      for (SectorRanking ranking : rankings) {
        for (SectorRanking.RankedCluster cluster : ranking.clusters()) {
          statement.setString(1, ranking.sector());
          statement.setString(2, cluster.id());
          statement.setString(3, id.toString());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  /**
   * Publishes a draft as it is.
   *
   * @throws OperatorException if there is no such draft
   */
  public void publish(ReleaseId id, Instant now) {
    List<SectorRanking> rankings = rankings(id);
    inTransaction(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "update release set state = 'published', published_at = ?"
                  + " where id = ? and version = ? and state = 'draft'")) {
        statement.setTimestamp(1, Timestamp.from(now));
        statement.setString(2, id.month().toString());
        statement.setInt(3, id.version());
        if (statement.executeUpdate() == 0) {
          throw new OperatorException(
              ExitCode.WRONG_USE, "there is no draft " + id + ": see techindex release list");
        }
      }
      keepIds(connection, id, rankings);
    });
  }

  /**
   * Withdraws a published release: it stays, with the reason in its place.
   *
   * @throws OperatorException if it is not published
   */
  public void withdraw(ReleaseId id, String reason) {
    inTransaction(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "update release set state = 'withdrawn', reason = ?"
                  + " where id = ? and version = ? and state = 'published'")) {
        statement.setString(1, reason);
        statement.setString(2, id.month().toString());
        statement.setInt(3, id.version());
        if (statement.executeUpdate() == 0) {
          throw new OperatorException(
              ExitCode.WRONG_USE, id + " is not published: see techindex release list");
        }
      }
    });
  }

  /** What is done inside one transaction. */
  @FunctionalInterface
  interface Work {
    void run(Connection connection) throws SQLException;
  }

  /** Runs the work under the lock of releases, and all of it or nothing. */
  void inTransaction(Work work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        lock(connection);
        work.run(connection);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  @FunctionalInterface
  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Binder binder, RowReader<T> reader) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(statement);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  static OperatorException unavailable(SQLException e) {
    return new OperatorException(
        ExitCode.SERVICE_MISSING,
        "the database of releases does not answer: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
        e);
  }

  private static Row row(ResultSet row) throws SQLException {
    Timestamp published = row.getTimestamp(5);
    return new Row(
        new ReleaseId(YearMonth.parse(row.getString(1)), row.getInt(2)),
        State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getTimestamp(4).toInstant(),
        published == null ? Optional.empty() : Optional.of(published.toInstant()),
        Optional.ofNullable(row.getString(6)));
  }
}
