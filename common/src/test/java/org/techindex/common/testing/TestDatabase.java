package org.techindex.common.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A database of one test class.
 *
 * @param name its name on the server
 * @param jdbcUrl with user; there is no password
 * @param dataSource unpooled: every connection is a new one
 */
public record TestDatabase(String name, String jdbcUrl, DataSource dataSource) {

  /** Runs statements separated by ';'. */
  public void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
