package org.techindex.scoring.total;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Position;
import org.techindex.common.testing.TestDatabase;

/** Writes signals as ingest stores them, each batch in one transaction with its offset. */
public final class StoredWorld {

  /** The classifier version that everything is classified by. */
  public static final String CLASSIFIER = "test-1";

  public static final Cell LONDON = Cell.at(new LatLon(51.5074, -0.1278));

  /** 2 km from {@link #LONDON}. */
  public static final Cell SOUTHWARK = Cell.at(new LatLon(51.4900, -0.1100));

  public static final Cell LEEDS = Cell.at(new LatLon(53.8008, -1.5491));
  public static final Cell BRISTOL = Cell.at(new LatLon(51.4545, -2.5879));

  private static final Sector[] CLASSIFIED = Sector.CLASSIFIED.toArray(Sector[]::new);

  private final TestDatabase database;

  public StoredWorld(TestDatabase database) {
    this.database = database;
    database.execute("insert into classifier (version) values ('" + CLASSIFIER + "')");
    for (SignalKind kind : SignalKind.values()) {
      database.execute(
          "insert into topic_partition (topic, partition, topic_id) values ('"
              + kind.topic()
              + "', 0, '"
              + new UUID(0, kind.number())
              + "')");
    }
  }

  /** A link to the signal of this id, whether it is there or not. */
  public record LinkTo(String id, long weightMillionths) {}

  /**
   * A version of a signal.
   *
   * @param hour of its {@code ce_time}, which decides between versions
   * @param membershipsMillionths of the five sectors; empty for a retraction
   * @param cells a part in each, of equal fractions
   */
  public record Version(
      SignalKind kind,
      String id,
      int hour,
      int month,
      int closedMonth,
      long amountMillionths,
      int citations,
      List<Integer> membershipsMillionths,
      List<Cell> cells,
      List<LinkTo> links) {

    /** Of January 2026 and of AI and Data alone, of amount one. */
    public static Version of(SignalKind kind, String id, Cell... cells) {
      return new Version(
          kind,
          id,
          0,
          672,
          StoredPart.NEVER,
          1_000_000,
          0,
          List.of(1_000_000, 0, 0, 0, 0),
          List.of(cells),
          List.of());
    }

    public static Version retraction(SignalKind kind, String id, int hour) {
      return new Version(
          kind, id, hour, 0, StoredPart.NEVER, 0, 0, List.of(), List.of(), List.of());
    }

    public Version atHour(int other) {
      return new Version(
          kind,
          id,
          other,
          month,
          closedMonth,
          amountMillionths,
          citations,
          membershipsMillionths,
          cells,
          links);
    }

    public Version inMonth(int other) {
      return new Version(
          kind,
          id,
          hour,
          other,
          closedMonth,
          amountMillionths,
          citations,
          membershipsMillionths,
          cells,
          links);
    }

    public Version closedIn(int other) {
      return new Version(
          kind,
          id,
          hour,
          month,
          other,
          amountMillionths,
          citations,
          membershipsMillionths,
          cells,
          links);
    }

    public Version ofAmount(long other) {
      return new Version(
          kind,
          id,
          hour,
          month,
          closedMonth,
          other,
          citations,
          membershipsMillionths,
          cells,
          links);
    }

    public Version cited(int other) {
      return new Version(
          kind,
          id,
          hour,
          month,
          closedMonth,
          amountMillionths,
          other,
          membershipsMillionths,
          cells,
          links);
    }

    public Version belonging(Integer... other) {
      return new Version(
          kind,
          id,
          hour,
          month,
          closedMonth,
          amountMillionths,
          citations,
          List.of(other),
          cells,
          links);
    }

    public Version linkedTo(LinkTo... other) {
      return new Version(
          kind,
          id,
          hour,
          month,
          closedMonth,
          amountMillionths,
          citations,
          membershipsMillionths,
          cells,
          List.of(other));
    }
  }

  /** Stores the versions in this order, in one transaction. */
  public void store(Version... versions) {
    store(List.of(versions));
  }

  public void store(List<Version> versions) {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (Version version : versions) {
        store(connection, version);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void store(Connection connection, Version version) throws SQLException {
    long position;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update topic_partition set next_offset = next_offset + 1 where topic = ?"
                + " returning id, next_offset - 1")) {
      statement.setString(1, version.kind().topic());
      try (var row = statement.executeQuery()) {
        row.next();
        position = Position.of(row.getInt(1), row.getLong(2)).packed();
      }
    }
    UUID identity = identity(version.id());
    boolean retraction = version.cells().isEmpty();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into signal (position, identity, ce_time, observed, kind, first_version,"
                + " retracted, source, id) values (?, ?, ?, now(), ?,"
                + " not exists (select from signal where identity = ? and first_version), ?,"
                + " 'test', ?) returning first_version")) {
      statement.setLong(1, position);
      statement.setObject(2, identity);
      statement.setTimestamp(
          3,
          Timestamp.from(
              Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * version.hour())));
      statement.setInt(4, version.kind().number());
      statement.setObject(5, identity);
      statement.setBoolean(6, retraction);
      statement.setString(7, version.id());
      boolean first;
      try (var row = statement.executeQuery()) {
        row.next();
        first = row.getBoolean(1);
      }
      for (int part = 0; part < version.cells().size(); part++) {
        storePart(connection, version, position, part, first);
      }
    }
    for (int ordinal = 0; ordinal < version.links().size(); ordinal++) {
      try (PreparedStatement statement =
          connection.prepareStatement("insert into signal_link values (?, ?, 6, ?, ?)")) {
        statement.setLong(1, position);
        statement.setInt(2, ordinal);
        statement.setLong(3, version.links().get(ordinal).weightMillionths());
        statement.setObject(4, identity(version.links().get(ordinal).id()));
        statement.execute();
      }
    }
  }

  private static void storePart(
      Connection connection, Version version, long position, int part, boolean first)
      throws SQLException {
    int parts = version.cells().size();
    StringBuilder columns = new StringBuilder();
    for (Sector sector : CLASSIFIED) {
      columns.append(", ").append(sector.id().replace('-', '_'));
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into signal_part (position, cell, amount, part, classifier, kind, month,"
                + " closed_month, region, first_version, fraction, citations"
                + columns
                + ") values (?, ?, ?, ?, (select id from classifier where version = ?), ?, ?, ?, 1,"
                + " ?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setLong(1, position);
      statement.setLong(2, version.cells().get(part).index());
      statement.setLong(3, version.amountMillionths() / parts);
      statement.setInt(4, part);
      statement.setString(5, CLASSIFIER);
      statement.setInt(6, version.kind().number());
      statement.setInt(7, version.month());
      statement.setObject(
          8, version.closedMonth() == StoredPart.NEVER ? null : (short) version.closedMonth());
      statement.setBoolean(9, first);
      statement.setInt(10, 1_000_000 / parts);
      statement.setInt(11, version.citations());
      for (int sector = 0; sector < CLASSIFIED.length; sector++) {
        statement.setInt(12 + sector, version.membershipsMillionths().get(sector));
      }
      statement.execute();
    }
  }

  private static UUID identity(String id) {
    return new SignalId("test", id).digest();
  }
}
