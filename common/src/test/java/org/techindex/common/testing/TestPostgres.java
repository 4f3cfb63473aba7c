package org.techindex.common.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.techindex.common.store.Migrations;

/**
 * One PostgreSQL server per JVM, started when first asked for. Each test class takes a database of
 * its own, copied in some 50 ms from a template that has all migrations:
 *
 * <pre>private static final TestDatabase DATABASE = TestPostgres.freshDatabase();</pre>
 */
public final class TestPostgres {

  private static final String TEMPLATE = "migrated";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  /** The server starts with the first use of this class. */
  private static final class Server {
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                .setServerConfig("timezone", "Asia/Kathmandu")
                .start();
        execute(postgres, "create database " + TEMPLATE);
        Migrations.apply(postgres.getDatabase("postgres", TEMPLATE), System.err::println);
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException("the PostgreSQL of the tests does not start", e);
      }
    }
  }

  /** A new database with all migrations and no rows. */
  public static TestDatabase freshDatabase() {
    return create(" template " + TEMPLATE);
  }

  /** A new database without any table, for tests of the migrations themselves. */
  public static TestDatabase emptyDatabase() {
    return create("");
  }

  private static synchronized TestDatabase create(String template) {
    String name = "test_" + DATABASES.incrementAndGet();
    execute(Server.POSTGRES, "create database " + name + template);
    return new TestDatabase(
        name,
        Server.POSTGRES.getJdbcUrl("postgres", name),
        Server.POSTGRES.getDatabase("postgres", name));
  }

  private static void execute(EmbeddedPostgres postgres, String sql) {
    DataSource administration = postgres.getPostgresDatabase();
    try (Connection connection = administration.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
