package org.techindex.scoring.total;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.techindex.common.method.EventDecay;
import org.techindex.common.release.Cutoff;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.CellLinks;

/**
 * Totals by a scan of the stored signals, in one snapshot of the database. Everything is read once:
 * the few identities with several versions, the links, then all parts.
 */
public final class PostgresTotals implements Totals {

  private final Cutoff cutoff;
  private final CellSums sums;
  private final LinkSums linkSums;

  private PostgresTotals(Cutoff cutoff, CellSums sums, LinkSums linkSums) {
    this.cutoff = cutoff;
    this.sums = sums;
    this.linkSums = linkSums;
  }

  /**
   * Totals of everything that is stored.
   *
   * @throws OperatorException if the database cannot be read
   */
  public static PostgresTotals scan(DataSource database, ScanSettings settings) {
    return scan(database, settings, Optional.empty(), Optional.empty(), UnaryOperator.identity());
  }

  /**
   * Totals of everything that is stored as if one source had never published.
   *
   * @throws OperatorException if the database cannot be read
   */
  public static PostgresTotals scanWithout(
      DataSource database, ScanSettings settings, String source) {
    return scan(
        database, settings, Optional.empty(), Optional.of(source), UnaryOperator.identity());
  }

  /**
   * Totals of the records below a cut-off.
   *
   * @throws OperatorException if the database cannot be read
   */
  public static PostgresTotals scan(DataSource database, ScanSettings settings, Cutoff cutoff) {
    return scan(
        database, settings, Optional.of(cutoff), Optional.empty(), UnaryOperator.identity());
  }

  /**
   * Totals of a sector that nothing stored was classified into: the signals count with the
   * memberships given, and with none in any other sector. They are in the row of {@link
   * Sector#ALL_SECTORS}.
   *
   * @throws OperatorException if the database cannot be read
   */
  public static PostgresTotals scan(
      DataSource database, ScanSettings settings, Cutoff cutoff, OwnMemberships memberships) {
    return scan(
        database, settings, Optional.of(cutoff), Optional.empty(), memberships::insteadOfStored);
  }

  private static PostgresTotals scan(
      DataSource database,
      ScanSettings settings,
      Optional<Cutoff> wanted,
      Optional<String> leftOut,
      UnaryOperator<StoredPart> asCounted) {
    try (Connection connection = database.getConnection()) {
      beginSnapshot(connection);
      Cutoff cutoff = wanted.isPresent() ? wanted.get() : storedCutoff(connection);
      PostgresTotals totals = new Scan(connection, settings, cutoff, leftOut, asCounted).run();
      connection.rollback();
      return totals;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  static OperatorException unreadable(SQLException e) {
    return new OperatorException(
        ExitCode.SERVICE_MISSING,
        "the stored signals cannot be read: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
            + " (is the database there?)",
        e);
  }

  /** Everything that the connection reads from now on is of one moment. */
  static void beginSnapshot(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
  }

  /**
   * Whether the planner may read whole tables. A database that has just been filled has no
   * statistics, and would read a wide table from end to end where an index holds the few rows.
   */
  static void useSequentialScans(Connection connection, boolean use) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local enable_seqscan = " + (use ? "on" : "off"));
    }
  }

  /**
   * What is stored now.
   *
   * @throws OperatorException if the database cannot be read
   */
  public static Cutoff storedCutoff(DataSource database) {
    try (Connection connection = database.getConnection()) {
      return storedCutoff(connection);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** What is stored at the moment of the snapshot. */
  static Cutoff storedCutoff(Connection connection) throws SQLException {
    List<Cutoff.PartitionOffset> partitions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select topic, partition, id, next_offset from topic_partition")) {
      while (rows.next()) {
        partitions.add(
            new Cutoff.PartitionOffset(
                rows.getString(1), rows.getInt(2), rows.getInt(3), rows.getLong(4)));
      }
    }
    return new Cutoff(partitions);
  }

  /** The database's number of a classifier version; empty if nothing was classified by it yet. */
  static Optional<Integer> classifierNumber(Connection connection, String version)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select id from classifier where version = ?")) {
      statement.setString(1, version);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
      }
    }
  }

  /**
   * Who published what is stored, by the number of signals, the most first.
   *
   * @throws OperatorException if the database cannot be read
   */
  public static List<String> sources(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select source from signal where first_version group by source"
                    + " order by count(*) desc, source")) {
      List<String> sources = new ArrayList<>();
      while (rows.next()) {
        sources.add(rows.getString(1));
      }
      return sources;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Cutoff cutoff() {
    return cutoff;
  }

  @Override
  public Map<Sector, SectorTotals> sectors(YearMonth asOf, Optional<EventDecay> events) {
    return Folding.fold(sums, asOf, events);
  }

  @Override
  public CellLinks links(Sector sector) {
    return linkSums.of(sector);
  }

  CellSums sums() {
    return sums;
  }

  LinkSums linkSums() {
    return linkSums;
  }

  /** One scan. */
  private static final class Scan {

    private final Connection connection;
    private final ScanSettings settings;
    private final Cutoff cutoff;
    private final Optional<String> leftOut;
    private final UnaryOperator<StoredPart> asCounted;

    Scan(
        Connection connection,
        ScanSettings settings,
        Cutoff cutoff,
        Optional<String> leftOut,
        UnaryOperator<StoredPart> asCounted) {
      this.connection = connection;
      this.settings = settings;
      this.cutoff = cutoff;
      this.leftOut = leftOut;
      this.asCounted = asCounted;
    }

    PostgresTotals run() throws SQLException {
      CellSums sums = new CellSums(SumKey.monthNumber(settings.earliest()));
      LinkSums linkSums = new LinkSums();
      Optional<Integer> classifier = classifierNumber(connection, settings.classifier());
      if (classifier.isPresent()) {
        useSequentialScans(connection, false);
        SettledVersions versions = settle();
        useSequentialScans(connection, true);
        LinkGraph graph = links(versions);
        parts(classifier.get(), versions, graph, sums);
        graph.change(sums, linkSums, 1, _ -> true, _ -> true);
      }
      return new PostgresTotals(cutoff, sums, linkSums);
    }

    private SettledVersions settle() throws SQLException {
      List<SettledVersions.Version> versions = new ArrayList<>();
      SignalRows.read(
          connection,
          """
          with later as materialized (
            select identity, position, ce_time, retracted, first_version
              from signal where not first_version)
          select * from later
          union all
          select f.identity, f.position, f.ce_time, f.retracted, f.first_version
            from (select distinct identity from later) contested
            join signal f on f.identity = contested.identity and f.first_version
          """,
          row -> {
            row.getInt();
            versions.add(
                new SettledVersions.Version(
                    new UUID(row.getLong(), row.getLong()),
                    SignalRows.bigint(row),
                    SignalRows.time(row),
                    SignalRows.bool(row),
                    SignalRows.bool(row)));
          });
      if (leftOut.isPresent()) {
        retractAllOf(leftOut.get(), versions);
      }
      return new SettledVersions(new CutoffOffsets(cutoff), versions);
    }

    /** Of two entries of one version the later in the list counts: here the retraction. */
    private void retractAllOf(String source, List<SettledVersions.Version> versions)
        throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select identity, position, ce_time, first_version from signal where source = ?")) {
        statement.setString(1, source);
        statement.setFetchSize(10_000);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            versions.add(
                new SettledVersions.Version(
                    rows.getObject(1, UUID.class),
                    rows.getLong(2),
                    rows.getObject(3, OffsetDateTime.class).toInstant(),
                    true,
                    rows.getBoolean(4)));
          }
        }
      }
    }

    private LinkGraph links(SettledVersions versions) throws SQLException {
      LinkGraph graph = new LinkGraph(settings.reachKilometres());
      SignalRows.read(
          connection,
          "select l.position, l.weight, s.position from signal_link l"
              + " join signal s on s.identity = l.to_identity and s.first_version",
          row -> {
            long from = SignalRows.bigint(row);
            long weight = SignalRows.bigint(row);
            Optional<Long> to = versions.currentOfFirst(SignalRows.bigint(row));
            if (to.isPresent() && versions.isCurrent(from)) {
              graph.link(from, to.get(), weight);
            }
          });
      return graph;
    }

    private void parts(int classifier, SettledVersions versions, LinkGraph graph, CellSums sums)
        throws SQLException {
      HandedOver.run(
          consumer ->
              SignalRows.read(
                  connection,
                  "select "
                      + SignalRows.PART_COLUMNS
                      + " from signal_part where classifier = "
                      + classifier,
                  row -> consumer.accept(SignalRows.part(row))),
          stored -> {
            if (versions.isCurrent(stored.position())) {
              StoredPart part = asCounted.apply(stored);
              if (graph.touches(part.position())) {
                graph.put(part);
              } else {
                sums.add(part, 0);
              }
            }
          });
    }
  }
}
