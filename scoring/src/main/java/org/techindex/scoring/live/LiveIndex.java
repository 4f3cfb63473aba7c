package org.techindex.scoring.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.techindex.common.method.Method;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.LiveSources;
import org.techindex.common.release.LiveState;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.ScoringRun;
import org.techindex.scoring.identity.ClusterIds;
import org.techindex.scoring.release.ReleaseCalendar;
import org.techindex.scoring.release.ReleaseCheck;
import org.techindex.scoring.release.ReleaseStore;
import org.techindex.scoring.release.ReleaseTerms;
import org.techindex.scoring.release.SectorCounts;
import org.techindex.scoring.total.LiveTotals;
import org.techindex.scoring.total.ScanSettings;

/**
 * The live index: totals brought forward, tables made anew, rows of {@code live_document} replaced
 * in one transaction that notifies {@value LiveState#CHANNEL}. For one thread.
 */
public final class LiveIndex {

  private final DataSource database;
  private final Method method;
  private final Gazetteer gazetteer;
  private final String classifier;
  private final LiveTotals totals;
  private final SourceCounting counting;

  /** Totals are built from what is stored. */
  public LiveIndex(DataSource database, Method method, Gazetteer gazetteer, String classifier) {
    this.database = database;
    this.method = method;
    this.gazetteer = gazetteer;
    this.classifier = classifier;
    this.counting = new SourceCounting(database, classifier);
    this.totals =
        LiveTotals.start(
            database,
            new ScanSettings(
                ReleaseCalendar.monthOf(Instant.now()),
                method.influenceReachKilometres(),
                classifier));
  }

  /**
   * When the live index was last made; empty if there is none.
   *
   * @throws SQLException if the database does not answer
   */
  public static Optional<Instant> publishedAt(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select max(updated_at) from live_document where name <> '"
                    + LiveSources.DOCUMENT
                    + "'")) {
      row.next();
      return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
    }
  }

  /**
   * Takes in what was committed since; the number of records.
   *
   * @throws OperatorException if the database cannot be read, or if a signal came that is
   *     classified by another version only
   */
  public long advance() {
    return totals.advance();
  }

  /**
   * Makes the tables of the month of a moment and publishes them.
   *
   * @return the revision, one more than before
   * @throws SQLException if the database refuses or goes away; then nothing is changed
   */
  public long publish(Instant now) throws SQLException {
    YearMonth asOf = ReleaseCalendar.monthOf(now);
    ClusterIds ids = new ReleaseStore(database).idsBefore(ReleaseStore.ALL);
    List<SectorRanking> rankings = new ScoringRun(method, gazetteer, ids).run(totals, asOf, "live");
    ReleaseCheck.require(rankings);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      long revision = nextRevision(connection, "name <> '" + LiveSources.DOCUMENT + "'");
      for (SectorRanking ranking : rankings) {
        write(connection, document(ranking.sector()), revision, now, RankingJson.write(ranking));
      }
      LiveState state =
          new LiveState(
              revision,
              asOf.toString(),
              now.truncatedTo(ChronoUnit.MILLIS).toString(),
              method.name(),
              totals.cutoff(),
              signals(rankings),
              rankings.stream().map(SectorRanking::sector).toList());
      write(connection, "live.json", revision, now, RankingJson.write(state));
      notify(connection, revision);
      connection.commit();
      return revision;
    }
  }

  /**
   * Publishes what the live index is made from, where that was counted anew; what is to be counted
   * is counted meanwhile. Call it now and then.
   *
   * @throws SQLException if the database refuses or goes away; then nothing is changed
   */
  public void publishSources(Instant now) throws SQLException {
    Optional<SourceCounting.Counted> counted = counting.poll(totals.cutoff(), now);
    if (counted.isEmpty()) {
      return;
    }
    LiveSources sources =
        new LiveSources(
            now.truncatedTo(ChronoUnit.MILLIS).toString(),
            classifier,
            ReleaseTerms.of("", "").software(),
            SectorCounts.of(totals.sectors(ReleaseCalendar.monthOf(now), method.events())),
            counted.get().refused(),
            counted.get().coverage());
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      byte[] content = RankingJson.write(sources);
      long revision = nextRevision(connection, "name = '" + LiveSources.DOCUMENT + "'");
      write(connection, LiveSources.DOCUMENT, revision, now, content);
      notify(connection, revision);
      connection.commit();
    }
  }

  private static void notify(Connection connection, long revision) throws SQLException {
    try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
      notify.setString(1, LiveState.CHANNEL);
      notify.setString(2, Long.toString(revision));
      notify.execute();
    }
  }

  private static String document(String sector) {
    return "sectors/" + sector + ".json";
  }

  private static long signals(List<SectorRanking> rankings) {
    List<Long> counts = new ArrayList<>();
    for (SectorRanking ranking : rankings) {
      if (ranking.sector().equals(Sector.ALL_SECTORS.id())) {
        ranking.clusters().forEach(cluster -> counts.add(cluster.signals()));
        counts.add(ranking.elsewhere().signals());
      }
    }
    return counts.stream().mapToLong(count -> count).sum();
  }

  private static long nextRevision(Connection connection, String which) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select coalesce(max(revision), 0) + 1 from live_document where " + which)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void write(
      Connection connection, String name, long revision, Instant now, byte[] content)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into live_document (name, revision, updated_at, sha256, content)
            values (?, ?, ?::timestamptz, sha256(?), ?)
            on conflict (name) do update set revision = excluded.revision,
              updated_at = excluded.updated_at, sha256 = excluded.sha256,
              content = excluded.content
            """)) {
      statement.setString(1, name);
      statement.setLong(2, revision);
      statement.setString(3, now.toString());
      statement.setBytes(4, content);
      statement.setBytes(5, content);
      statement.executeUpdate();
    }
  }
}
