package org.techindex.scoring.total;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.techindex.common.sector.Memberships;
import org.techindex.common.signal.SignalKind;

/**
 * Reads rows through PostgreSQL's binary COPY, the fastest way out of the database: {@code
 * docs/decisions} has the measurement.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-copy.html">COPY, binary format</a>
 */
final class SignalRows {

  /** The columns of {@link #part} after the first, in its order. */
  static final String PART_COLUMNS_BUT_POSITION =
      "cell, amount, kind, month, closed_month, fraction, citations, ai_and_data,"
          + " clean_growth, smart_cities_and_mobility, ageing_society, advanced_manufacturing";

  /** The columns of {@link #part}, in its order. */
  static final String PART_COLUMNS = "position, " + PART_COLUMNS_BUT_POSITION;

  private static final int HEADER_BYTES = 19;
  private static final int END_OF_ROWS = -1;
  private static final long MICROSECONDS_PER_SECOND = 1_000_000;

  /** Seconds from 1970 to 2000, where PostgreSQL's time begins. */
  private static final long EPOCH_SECONDS = 946_684_800;

  private static final SignalKind[] KINDS = SignalKind.values();

  private SignalRows() {}

  /**
   * Gives every row of a query, each at its first field.
   *
   * @throws SQLException if the database refuses or goes away
   */
  static void read(Connection connection, String query, Consumer<ByteBuffer> reader)
      throws SQLException {
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (" + query + ") to stdout (format binary)");
    boolean header = true;
    byte[] message = copy.readFromCopy();
    while (message != null) {
      ByteBuffer row = ByteBuffer.wrap(message);
      if (header) {
        row.position(HEADER_BYTES);
        header = false;
      }
      if (row.hasRemaining() && row.getShort() != END_OF_ROWS) {
        reader.accept(row);
      }
      message = copy.readFromCopy();
    }
  }

  static long bigint(ByteBuffer row) {
    row.getInt();
    return row.getLong();
  }

  static int integer(ByteBuffer row) {
    row.getInt();
    return row.getInt();
  }

  static int smallint(ByteBuffer row) {
    row.getInt();
    return row.getShort();
  }

  static boolean bool(ByteBuffer row) {
    row.getInt();
    return row.get() != 0;
  }

  /** A timestamp with time zone, which the database keeps in microseconds. */
  static Instant time(ByteBuffer row) {
    long microseconds = bigint(row);
    return Instant.ofEpochSecond(
        EPOCH_SECONDS + Math.floorDiv(microseconds, MICROSECONDS_PER_SECOND),
        Math.floorMod(microseconds, MICROSECONDS_PER_SECOND) * 1000);
  }

  /** A row of {@link #PART_COLUMNS}. */
  static StoredPart part(ByteBuffer row) {
    long position = bigint(row);
    long cell = bigint(row);
    long amount = bigint(row);
    SignalKind kind = KINDS[smallint(row) - 1];
    int month = smallint(row);
    int closedMonth = row.getInt() < 0 ? StoredPart.NEVER : row.getShort();
    int fraction = integer(row);
    int citations = integer(row);
    return new StoredPart(
        position,
        cell,
        kind,
        month,
        closedMonth,
        amount,
        fraction,
        citations,
        Memberships.ofMillionths(
            integer(row), integer(row), integer(row), integer(row), integer(row)));
  }
}
