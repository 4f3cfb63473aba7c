package org.techindex.common.store;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** Brings a database to the schema of this version, in numbered steps, each once. */
public final class Migrations {

  private Migrations() {}

  /**
   * Applies what is missing; safe when several services start together. Where nothing is missing
   * the right to read the history of the schema is enough, so that a service needs no more.
   *
   * @throws OperatorException if something is missing and this user may not apply it, or if a step
   *     was changed after it had been applied
   */
  public static void apply(DataSource database) {
    try {
      Flyway flyway = flyway(database);
      if (flyway.info().pending().length > 0) {
        flyway.migrate();
      }
    } catch (FlywayException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the schema of the database is not that of this version ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")
              + "): run `techindex migrate` as the owner of the tables",
          e);
    }
  }

  /** The steps that are not applied yet, as "060 published is final", in their order. */
  public static List<String> missing(DataSource database) {
    return Arrays.stream(flyway(database).info().pending())
        .map(step -> step.getVersion() + " " + step.getDescription())
        .toList();
  }

  private static Flyway flyway(DataSource database) {
    return Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .outOfOrder(false)
        .load();
  }
}
