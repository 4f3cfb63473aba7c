package org.techindex.local.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.scoring.live.LiveIndex;

/**
 * The process that tells how far behind the live index is: batches are committed to the database of
 * {@link StoredSignals}, and after each the time is taken until six new tables are published. The
 * first rounds are not counted: a service is warm. Prints the seconds of each round.
 */
final class LiveOnStoredSignals {

  private static final int BATCH = 500;
  private static final int COLD_ROUNDS = 3;
  private static final int ROUNDS = 7;

  /** Signals like the first stored ones, with identities of their own. */
  private static final List<String> ADD_BATCH =
      List.of(
          """
          insert into signal (position, identity, ce_time, kind, first_version, retracted, source, id)
          select part.position + ?, gen_random_uuid(), now(), part.kind, true, false, 'bench',
            (part.position + ?)::text
          from signal_part part where part.position >= ? and part.position < ?
          """,
          """
          insert into signal_part (position, cell, amount, part, classifier, kind, month,
            closed_month, region, first_version, fraction, citations, ai_and_data, clean_growth,
            smart_cities_and_mobility, ageing_society, advanced_manufacturing)
          select part.position + ? + 0 * ?, cell, amount, part, classifier, kind, month,
            closed_month, region, first_version, fraction, citations, ai_and_data, clean_growth,
            smart_cities_and_mobility, ageing_society, advanced_manufacturing
          from signal_part part where part.position >= ? and part.position < ?
          """);

  private LiveOnStoredSignals() {}

  /**
   * @param arguments JDBC address, position of the first stored signal, how many there are
   */
  public static void main(String[] arguments) throws SQLException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    long firstPosition = Long.parseLong(arguments[1]);
    long stored = Long.parseLong(arguments[2]);
    LiveIndex live =
        new LiveIndex(
            database, MethodFile.byDefault().method(), Gazetteer.load(), StoredSignals.CLASSIFIER);
    List<String> seconds = new ArrayList<>();
    for (int round = 0; round < COLD_ROUNDS + ROUNDS; round++) {
      add(database, firstPosition, stored + (long) round * BATCH);
      long committed = System.nanoTime();
      if (live.advance() != BATCH) {
        throw new IllegalStateException("the batch is not in the totals");
      }
      live.publish(Instant.now());
      if (round >= COLD_ROUNDS) {
        seconds.add(String.format(Locale.ROOT, "%.3f", (System.nanoTime() - committed) / 1e9));
      }
    }
    System.out.println("live " + String.join(" ", seconds));
  }

  /** One batch as ingest commits it: the signals, their parts, the partition's next offset. */
  private static void add(PGSimpleDataSource database, long firstPosition, long offset)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (String sql : ADD_BATCH) {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
          insert.setLong(1, offset);
          insert.setLong(2, offset);
          insert.setLong(3, firstPosition);
          insert.setLong(4, firstPosition + BATCH);
          insert.executeUpdate();
        }
      }
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("update topic_partition set next_offset = next_offset + " + BATCH);
      }
      connection.commit();
    }
  }
}
