package org.techindex.ingest.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed transaction failed by, told by SQLSTATE.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
public enum Fault {
  /**
   * Another partition was faster, an identity taken for new was known, or a deadlock was broken:
   * the same batch will do again.
   */
  RACE,
  /** A record is to blame: it is found by halving the batch. */
  RECORD,
  /** The database is down, full, read-only or forbids it: no record is to blame. */
  ENVIRONMENT;

  private static final String FIRST_VERSION_INDEX = "signal_first_version";

  /** Whoever cannot be told to be a record is the environment: nothing is refused by mistake. */
  public static Fault of(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null || state.length() != 5) {
      return ENVIRONMENT;
    }
    return switch (state.substring(0, 2)) {
      // Serialization failure, deadlock.
      case "40" -> RACE;
      case "23" -> isRaceForFirstVersion(failure.getMessage()) ? RACE : RECORD;
      // Data exceptions; limits of rows and index entries.
      case "22", "54" -> RECORD;
      default -> ENVIRONMENT;
    };
  }

  private static boolean isRaceForFirstVersion(@Nullable String message) {
    return message != null && message.contains(FIRST_VERSION_INDEX);
  }
}
