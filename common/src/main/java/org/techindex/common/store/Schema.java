package org.techindex.common.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** The schema that this version reads and writes; {@link Migrations} brings a database to it. */
public final class Schema {

  /** The newest step of this version; a test holds it to the files. */
  private static final int NEWEST = 63;

  private static final Set<String> NO_TABLE = Set.of("42P01", "3F000");

  private Schema() {}

  /**
   * Sees that the schema is that of this version, or a newer one; costs one query and needs only
   * the right to read its history.
   *
   * @throws OperatorException if a step is missing
   */
  public static void require(DataSource database) {
    int applied = applied(database);
    if (applied < NEWEST) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the schema of the database is "
              + (applied == 0 ? "missing" : "at step %03d".formatted(applied))
              + ", this version needs step %03d".formatted(NEWEST)
              + ": run `techindex migrate` as the owner of the tables");
    }
  }

  private static int applied(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select coalesce(max(version::int), 0) from flyway_schema_history where success")) {
      found.next();
      return found.getInt(1);
    } catch (SQLException e) {
      if (NO_TABLE.contains(e.getSQLState())) {
        return 0;
      }
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the history of the schema can't be read ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")
              + ")",
          e);
    }
  }
}
