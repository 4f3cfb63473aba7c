package org.techindex.common.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;

/** Brings a database to the schema of this version, in numbered steps, each once. */
public final class Migrations {

  /**
   * How long a step stands in the way of others that wait behind it; a deadlock is found after a
   * second.
   */
  private static final Duration LOCK_WAIT = Duration.ofMillis(500);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 400;

  /** PostgreSQL's codes for a lock that was not had in time and for a deadlock. */
  private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01");

  private Migrations() {}

  /**
   * Applies what is missing; safe when several processes start together, and while services of the
   * version before read and write: a step that does not get its locks within half a second is taken
   * back, lets the others pass and is tried again, for ten minutes.
   *
   * @param waiting takes a line when a step had to be taken back for the first time
   * @throws OperatorException if this user may not apply what is missing, if a step was changed
   *     after it had been applied, or if its locks could not be had
   */
  public static void apply(DataSource database, Consumer<String> waiting) {
    Flyway flyway = flyway(database);
    for (int attempt = 1; ; attempt++) {
      try {
        if (flyway.info().pending().length > 0) {
          flyway.migrate();
        }
        return;
      } catch (FlywayException e) {
        if (!isInTheWay(e)) {
          throw new OperatorException(
              ExitCode.SERVICE_MISSING,
              "the schema was not brought to that of this version ("
                  + firstLine(e)
                  + "): `techindex migrate` has to run as the owner of the tables",
              e);
        }
        if (attempt == ATTEMPTS) {
          throw new OperatorException(
              ExitCode.SERVICE_MISSING,
              "a table that has to change was in use for ten minutes: see pg_stat_activity for who"
                  + " holds it, and run `techindex migrate` again; nothing was changed",
              e);
        }
        if (attempt == 1) {
          waiting.accept("a table that has to change is in use: trying again every second");
        }
        pause(e);
      }
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
        .callbacks(new GivesWay())
        .load();
  }

  private static boolean isInTheWay(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && IN_THE_WAY.contains(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static void pause(FlywayException failure) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  /** Limits, within the transaction of a step alone, how long it waits for a lock. */
  private static final class GivesWay implements Callback {

    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
      return true;
    }

    @Override
    public void handle(Event event, Context context) {
      try (Statement statement = context.getConnection().createStatement()) {
        statement.execute("set local lock_timeout = " + LOCK_WAIT.toMillis());
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String getCallbackName() {
      return "gives way";
    }
  }
}
