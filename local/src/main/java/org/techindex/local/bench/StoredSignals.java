package org.techindex.local.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.measure.Weight;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.Place;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Position;

/**
 * Fills a database with generated signals as ingest would have stored their parts: around the towns
 * of the gazetteer by population, over eight years, each in one sector or two. There is one version
 * of each and there are no links. The same number always gives the same rows.
 */
final class StoredSignals {

  /** The last month that counts in rankings of these signals. */
  static final YearMonth AS_OF = YearMonth.of(2026, 10);

  /** The classifier version of all memberships. */
  static final String CLASSIFIER = "bench";

  /** Position of the first signal; the others follow without a gap. */
  static final long FIRST_POSITION = Position.of(1, 0).packed();

  private static final long SEED = 20_261_122;
  private static final int POINTS = 200_000;
  private static final int MONTHS = 96;
  private static final double TOWN_REACH_KILOMETRES = 6;
  private static final double KILOMETRES_PER_DEGREE = 111.2;
  private static final int ROWS_AT_ONCE = 20_000;
  private static final int ROW_BYTES = 220;
  private static final int COLUMNS = 17;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final long[] cells;

  private StoredSignals(Gazetteer gazetteer) {
    List<Place> towns = gazetteer.places().stream().filter(p -> p.population() > 0).toList();
    long people = towns.stream().mapToLong(Place::population).sum();
    this.cells = new long[POINTS];
    int made = 0;
    for (Place town : towns) {
      int share = (int) ((long) town.population() * POINTS / people);
      for (int i = 0; i < share; i++) {
        cells[made++] = near(town.point());
      }
    }
    while (made < POINTS) {
      cells[made++] = near(towns.get(random.nextInt(towns.size())).point());
    }
  }

  /** Stores so many signals, without the indexes that reading them all does not use. */
  static void store(Connection connection, Gazetteer gazetteer, int signals)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop index signal_part_cell");
      statement.execute("alter table signal_part drop constraint signal_part_pkey");
      statement.execute("insert into classifier (version) values ('" + CLASSIFIER + "')");
      statement.execute(
          "insert into topic_partition (topic, partition, topic_id, next_offset) values ('"
              + SignalKind.BUSINESS.topic()
              + "', 0, '"
              + new UUID(0, 1)
              + "', "
              + signals
              + ")");
    }
    new StoredSignals(gazetteer).copy(connection, signals);
    try (Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze signal_part");
      statement.execute("checkpoint");
    }
  }

  private long near(LatLon town) {
    double away = TOWN_REACH_KILOMETRES * Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    double bearing = random.nextDouble(2 * Math.PI);
    double circle = Math.cos(Math.toRadians(town.latitudeDegrees()));
    return Cell.at(
            new LatLon(
                town.latitudeDegrees() + away * Math.cos(bearing) / KILOMETRES_PER_DEGREE,
                town.longitudeDegrees()
                    + away * Math.sin(bearing) / (KILOMETRES_PER_DEGREE * circle)))
        .index();
  }

  private void copy(Connection connection, int signals) throws SQLException, IOException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy signal_part from stdin (format binary)");
    ByteBuffer rows = ByteBuffer.allocate(ROWS_AT_ONCE * ROW_BYTES);
    rows.put("PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(0).putInt(0);
    for (int offset = 0; offset < signals; offset++) {
      writeRow(rows, Position.of(1, offset).packed());
      if (rows.remaining() < ROW_BYTES) {
        copy.writeToCopy(rows.array(), 0, rows.position());
        rows.clear();
      }
    }
    rows.putShort((short) -1);
    copy.writeToCopy(rows.array(), 0, rows.position());
    copy.endCopy();
  }

  /**
   * Of twenty signals eleven are businesses, four events, one an institution, four publications.
   */
  private SignalKind kind() {
    int drawn = random.nextInt(20);
    if (drawn < 11) {
      return SignalKind.BUSINESS;
    }
    if (drawn < 15) {
      return SignalKind.EVENT;
    }
    return drawn == 15 ? SignalKind.INSTITUTION : SignalKind.PUBLICATION;
  }

  private void writeRow(ByteBuffer rows, long position) {
    SignalKind kind = kind();
    int lastMonth = 12 * (AS_OF.getYear() - 1970) + AS_OF.getMonthValue() - 1;
    long staff = kind == SignalKind.INSTITUTION ? 1 + random.nextInt(40) : 1;
    rows.putShort((short) COLUMNS);
    bigint(rows, position);
    bigint(rows, cells[random.nextInt(cells.length)]);
    bigint(rows, staff * Weight.ONE_MILLIONTHS);
    smallint(rows, 0);
    smallint(rows, 1);
    smallint(rows, kind.number());
    smallint(rows, lastMonth - random.nextInt(MONTHS));
    rows.putInt(-1);
    smallint(rows, 1);
    rows.putInt(1).put((byte) 1);
    integer(rows, (int) Weight.ONE_MILLIONTHS);
    integer(rows, kind == SignalKind.PUBLICATION ? random.nextInt(8) : 0);
    int certain = random.nextInt(Sector.CLASSIFIED.size());
    int likely = random.nextInt(Sector.CLASSIFIED.size());
    for (int sector = 0; sector < Sector.CLASSIFIED.size(); sector++) {
      integer(rows, sector == certain ? 1_000_000 : sector == likely ? 620_000 : 0);
    }
  }

  private static void bigint(ByteBuffer rows, long value) {
    rows.putInt(Long.BYTES).putLong(value);
  }

  private static void integer(ByteBuffer rows, int value) {
    rows.putInt(Integer.BYTES).putInt(value);
  }

  private static void smallint(ByteBuffer rows, int value) {
    rows.putInt(Short.BYTES).putShort((short) value);
  }
}
