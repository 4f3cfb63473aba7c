package org.techindex.common.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema of this version, in numbered steps, each once. */
public final class Migrations {

  private Migrations() {}

  /** Applies what is missing; safe when several services start together. */
  public static void apply(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .outOfOrder(false)
        .load()
        .migrate();
  }
}
