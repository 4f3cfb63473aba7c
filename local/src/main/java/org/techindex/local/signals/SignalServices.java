package org.techindex.local.signals;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.local.command.SettingsOptions;

/** The database and the client properties of Kafka for one command. */
record SignalServices(DataSource database, Map<String, String> kafka) {

  /**
   * @throws OperatorException if nobody stated them and no local system runs
   */
  static SignalServices of(SettingsOptions options) {
    SettingsOptions.Services services = options.services(options.read());
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(services.database());
    database.setUser(services.user());
    database.setPassword(services.password());
    return new SignalServices(database, services.kafka());
  }

  static OperatorException unanswered(SQLException e) {
    return new OperatorException(
        ExitCode.SERVICE_MISSING, "the database does not answer: " + e.getMessage(), e);
  }
}
