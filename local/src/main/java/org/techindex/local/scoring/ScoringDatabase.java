package org.techindex.local.scoring;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.store.Migrations;
import org.techindex.local.command.SettingsOptions;

/** The database that a command works with, brought to the schema of this version. */
final class ScoringDatabase {

  private ScoringDatabase() {}

  static DataSource of(SettingsOptions settings) {
    SettingsOptions.Services services = settings.services(settings.read());
    PGSimpleDataSource database = at(services.database());
    if (!services.database().contains("user=")) {
      database.setUser(services.user());
      database.setPassword(services.password());
    }
    Migrations.apply(database);
    return database;
  }

  static PGSimpleDataSource at(String jdbcUrl) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(jdbcUrl);
    return database;
  }
}
