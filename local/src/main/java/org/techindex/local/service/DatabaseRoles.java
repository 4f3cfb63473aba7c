package org.techindex.local.service;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/**
 * The four users of the database: {@code techindex_migrate} owns the schema, the other three have
 * what the migrations grant their service. Made by a superuser, at first and whenever a password
 * changes.
 */
public final class DatabaseRoles {

  public static final String OWNER = "techindex_migrate";

  /** Each with a file of its own name that holds its password. */
  public static final List<String> ALL =
      List.of(OWNER, "techindex_ingest", "techindex_scoring", "techindex_api");

  private DatabaseRoles() {}

  /**
   * Makes the roles that are missing, lets each log in with the password in its file, and gives the
   * schema to its owner. The server is sent a hash, never a password.
   *
   * @param passwords directory of the files
   * @throws OperatorException if a file cannot be read or the user may not make roles
   */
  public static void make(DataSource superuser, Path passwords) {
    try (Connection connection = superuser.getConnection();
        Statement statement = connection.createStatement()) {
      PGConnection postgres = connection.unwrap(PGConnection.class);
      for (String role : ALL) {
        char[] password = PasswordFile.read(passwords.resolve(role)).toCharArray();
        if (!exists(statement, role)) {
          statement.execute("create role " + role);
        }
        postgres.alterUserPassword(role, password, "scram-sha-256");
        statement.execute("alter role " + role + " login");
      }
      statement.execute(
          "do $$ begin execute format('grant create, connect on database %I to "
              + OWNER
              + "', current_database()); end $$");
      statement.execute("alter schema public owner to " + OWNER);
      statement.execute("revoke create on schema public from public");
    } catch (SQLException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the roles cannot be made ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")
              + "): run this as a superuser of the database",
          e);
    }
  }

  private static boolean exists(Statement statement, String role) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("select from pg_roles where rolname = '" + role + "'")) {
      return found.next();
    }
  }
}
