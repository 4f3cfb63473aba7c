package org.techindex.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database's numbers of classifier versions. */
public final class ClassifierVersions {

  private ClassifierVersions() {}

  /** The number of a version, which is registered if it is new. */
  public static int register(DataSource database, String version) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into classifier (version) values (?) on conflict (version) do nothing")) {
        insert.setString(1, version);
        insert.executeUpdate();
      }
      try (PreparedStatement select =
          connection.prepareStatement("select id from classifier where version = ?")) {
        select.setString(1, version);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return row.getInt(1);
        }
      }
    }
  }
}
