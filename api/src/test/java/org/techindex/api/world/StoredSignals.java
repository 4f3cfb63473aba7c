package org.techindex.api.world;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;

/** Fills the tables of signals as ingest does; every signal belongs to AI and Data whole. */
public final class StoredSignals {

  private final TestDatabase database;
  private long nextPosition = (1L << 40) + 1;

  public StoredSignals(TestDatabase database) {
    this.database = database;
    database.execute("insert into classifier (version) values ('keywords-1')");
  }

  /** Stores the first version of a signal that counts from January 2026. */
  public void signal(SignalKind kind, String source, String id, LatLon point, long amount) {
    version(kind, source, id, point, amount, "2026-01-01T00:00:00Z", true);
  }

  /** Stores a later version. */
  public void correction(SignalKind kind, String source, String id, LatLon point, long amount) {
    version(kind, source, id, point, amount, "2026-02-01T00:00:00Z", false);
  }

  /** Takes a signal back. */
  public void retraction(SignalKind kind, String source, String id) {
    signalRow(kind, source, id, "2026-03-01T00:00:00Z", false, true);
  }

  private void version(
      SignalKind kind,
      String source,
      String id,
      LatLon point,
      long amount,
      String time,
      boolean first) {
    long position = signalRow(kind, source, id, time, first, false);
    YearMonth month = YearMonth.of(2026, 1);
    execute(
        "insert into signal_part (position, cell, amount, part, classifier, kind, month, region,"
            + " first_version, fraction, citations, ai_and_data, clean_growth,"
            + " smart_cities_and_mobility, ageing_society, advanced_manufacturing)"
            + " values (?, ?, ?, 0, 1, ?, ?, 7, ?, 1000000, ?, 1000000, 0, 0, 0, 0)",
        position,
        Cell.at(point).index(),
        amount * 1_000_000,
        kind.number(),
        (month.getYear() - 1970) * 12 + month.getMonthValue() - 1,
        first,
        kind == SignalKind.PUBLICATION ? 3 : 0);
  }

  private long signalRow(
      SignalKind kind, String source, String id, String time, boolean first, boolean retracted) {
    long position = nextPosition++;
    execute(
        "insert into signal (position, identity, ce_time, kind, first_version, retracted, source,"
            + " id, name, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'machine learning for hospitals')",
        position,
        new SignalId(source, id).digest(),
        OffsetDateTime.parse(time),
        kind.number(),
        first,
        retracted,
        source,
        id,
        "Signal " + id);
    return position;
  }

  private void execute(String sql, @Nullable Object... values) {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
