package org.techindex.local.bench.ingest;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** How many rows a peer has stored. */
final class Rows {

  private Rows() {}

  static long count(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * @throws IllegalStateException if there are more or fewer
   */
  static void check(DataSource database, String sql, long expected) throws SQLException {
    long found = count(database, sql);
    if (found != expected) {
      throw new IllegalStateException(sql + " gives " + found + ", not " + expected);
    }
  }
}
