package org.techindex.scoring.release;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The dates of releases as they were named: twelve months ahead, in {@code release_calendar}. */
public final class ReleasePlan {

  private final DataSource database;

  public ReleasePlan(DataSource database) {
    this.database = database;
  }

  /** A month and when its release is due. */
  public record Date(YearMonth month, Instant dueAt) {}

  /** Names the dates that are missing, and returns all that lie ahead, the next one first. */
  public List<Date> nameDates(Instant now) {
    try (Connection connection = database.getConnection()) {
      YearMonth next = ReleaseCalendar.nextAfter(now);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "insert into release_calendar (id, due_at) values (?, ?) on conflict do nothing")) {
        for (int ahead = 0; ahead < ReleaseCalendar.MONTHS_AHEAD; ahead++) {
          YearMonth month = next.plusMonths(ahead);
          statement.setString(1, month.toString());
          statement.setTimestamp(2, Timestamp.from(ReleaseCalendar.dueAt(month)));
          statement.addBatch();
        }
        statement.executeBatch();
      }
      return dates(connection, "due_at > ?", now);
    } catch (SQLException e) {
      throw ReleaseStore.unavailable(e);
    }
  }

  /** Months whose release is due and was not made, the earliest first; drafts count as not made. */
  public List<Date> due(Instant now) {
    try (Connection connection = database.getConnection()) {
      return dates(
          connection,
          "due_at <= ? and not exists (select from release r"
              + " where r.id = release_calendar.id and r.state <> 'draft')",
          now);
    } catch (SQLException e) {
      throw ReleaseStore.unavailable(e);
    }
  }

  /** When the next release after a moment is due: as named, or else by the rule. */
  static Instant nextAfter(Connection connection, Instant moment) throws SQLException {
    List<Date> named = dates(connection, "due_at > ?", moment);
    return named.isEmpty()
        ? ReleaseCalendar.dueAt(ReleaseCalendar.nextAfter(moment))
        : named.getFirst().dueAt();
  }

  private static List<Date> dates(Connection connection, String condition, Instant moment)
      throws SQLException {
    List<Date> dates = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, due_at from release_calendar where " + condition + " order by due_at")) {
      statement.setTimestamp(1, Timestamp.from(moment));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          dates.add(new Date(YearMonth.parse(rows.getString(1)), rows.getTimestamp(2).toInstant()));
        }
      }
    }
    return dates;
  }
}
