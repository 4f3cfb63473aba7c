package org.techindex.local.classifier;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.techindex.common.measure.Weight;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SectorClassifier;
import org.techindex.common.sector.SectorEvidence;
import org.techindex.ingest.store.ClassifierVersions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives all stored signals memberships under another classifier, beside those they have: nothing is
 * changed or removed, so that earlier releases can be made again. A batch is one transaction, and
 * what has memberships already is passed over; so a run that was killed goes on where it was, and
 * ends with the same rows as one that was not.
 */
public final class Reclassification {

  /** Signals of one transaction. */
  public static final int BATCH_SIGNALS = 5_000;

  /** Signals with parts under the old version and none under the new. */
  private static final String LEFT =
      """
      select s.position, s.name, s.body, s.document::text
      from signal s
      where not s.retracted
        and exists (select from signal_part p
                    where p.position = s.position and p.classifier = ? and p.part = 0)
        and not exists (select from signal_part p
                        where p.position = s.position and p.classifier = ? and p.part = 0)
      """;

  /** All signals are looked through once: joined as a whole, whatever the planner believes. */
  private static final String READ_AS_A_WHOLE = "set local enable_nestloop = off";

  /** A batch finds its parts by their key, whatever the planner believes. */
  private static final String FIND_BY_KEY =
      "set local enable_hashjoin = off; set local enable_mergejoin = off";

  private static final String COPY_PARTS =
      """
      insert into signal_part (position, cell, amount, part, classifier, kind, month, closed_month,
        region, first_version, fraction, citations, ai_and_data, clean_growth,
        smart_cities_and_mobility, ageing_society, advanced_manufacturing)
      select p.position, p.cell, p.amount, p.part, ?, p.kind, p.month, p.closed_month,
        p.region, p.first_version, p.fraction, p.citations, n.a, n.b, n.c, n.d, n.e
      from unnest(?, ?, ?, ?, ?, ?) as n (position, a, b, c, d, e)
      join signal_part p on p.position = n.position and p.classifier = ?
      on conflict do nothing\
      """;

  private final DataSource database;
  private final SectorClassifier classifier;
  private final int from;
  private final int to;
  private final int batchSignals;

  /**
   * @param from version whose parts are taken over
   * @param batchSignals how many signals a transaction holds
   * @throws IllegalArgumentException if nothing was ever classified by that version
   */
  public Reclassification(
      DataSource database, String from, SectorClassifier classifier, int batchSignals)
      throws SQLException {
    this.batchSignals = batchSignals;
    this.database = database;
    this.classifier = classifier;
    this.from = number(database, from);
    this.to = ClassifierVersions.register(database, classifier.version());
  }

  /**
   * Classifies what is left at the moment of the call; run it again for what came since.
   *
   * @param reached told after each batch how many signals have been done
   * @return how many signals were done
   */
  public long run(LongConsumer reached) throws SQLException {
    long done = 0;
    try (Connection reading = database.getConnection();
        Connection writing = database.getConnection()) {
      // Rows come batch by batch only within a transaction.
      reading.setAutoCommit(false);
      writing.setAutoCommit(false);
      execute(reading, READ_AS_A_WHOLE);
      try (PreparedStatement select = reading.prepareStatement(LEFT)) {
        select.setInt(1, from);
        select.setInt(2, to);
        select.setFetchSize(batchSignals);
        try (ResultSet rows = select.executeQuery()) {
          Batch batch = next(rows);
          while (!batch.positions.isEmpty()) {
            store(writing, batch);
            done += batch.positions.size();
            reached.accept(done);
            batch = next(rows);
          }
        }
      }
      reading.rollback();
      return done;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * What moved in one sector, over signals as stored.
   *
   * @param before sum of memberships under the old version
   * @param after the same under the new
   * @param joined signals that had none and have some
   * @param left signals that had some and have none
   */
  public record Moved(Sector sector, double before, double after, long joined, long left) {}

  /** One for each of the five sectors, over all signals that have both. */
  public List<Moved> moved() throws SQLException {
    List<Moved> moved = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (Sector sector : Sector.CLASSIFIED) {
        String column = sector.id().replace('-', '_');
        try (PreparedStatement select =
            connection.prepareStatement(
                "select coalesce(sum(o."
                    + column
                    + "), 0), coalesce(sum(n."
                    + column
                    + "), 0), count(*) filter (where o."
                    + column
                    + " = 0 and n."
                    + column
                    + " > 0), count(*) filter (where o."
                    + column
                    + " > 0 and n."
                    + column
                    + " = 0) from signal_part o join signal_part n using (position, part)"
                    + " where o.part = 0 and o.classifier = ? and n.classifier = ?")) {
          select.setInt(1, from);
          select.setInt(2, to);
          try (ResultSet row = select.executeQuery()) {
            row.next();
            moved.add(
                new Moved(
                    sector,
                    row.getLong(1) / (double) Weight.ONE_MILLIONTHS,
                    row.getLong(2) / (double) Weight.ONE_MILLIONTHS,
                    row.getLong(3),
                    row.getLong(4)));
          }
        }
      }
    }
    return moved;
  }

  /** How many signals have parts under the version that is taken over. */
  public long signals() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select count(*) from signal_part where classifier = ? and part = 0")) {
      select.setInt(1, from);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The versions that signals are classified by, but one; those of most signals first. */
  public static List<String> versionsInUse(DataSource database, String another)
      throws SQLException {
    List<String> versions = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select c.version from classifier c join signal_part p on p.classifier = c.id"
                    + " where c.version <> ? group by c.id, c.version"
                    + " order by count(*) desc, c.id desc")) {
      select.setString(1, another);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          versions.add(row.getString(1));
        }
      }
    }
    return versions;
  }

  private static int number(DataSource database, String version) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select id from classifier where version = ?")) {
      select.setString(1, version);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new IllegalArgumentException("nothing is classified by " + version);
        }
        return row.getInt(1);
      }
    }
  }

  /** Positions, and the memberships of each in the same order. */
  private static final class Batch {
    private final List<Long> positions = new ArrayList<>();
    private final List<Memberships> memberships = new ArrayList<>();
  }

  private Batch next(ResultSet rows) throws SQLException {
    Batch batch = new Batch();
    while (batch.positions.size() < batchSignals && rows.next()) {
      batch.positions.add(rows.getLong(1));
      batch.memberships.add(
          classifier.classify(evidence(rows.getString(2), rows.getString(3), rows.getString(4))));
    }
    return batch;
  }

  private void store(Connection connection, Batch batch) throws SQLException {
    execute(connection, FIND_BY_KEY);
    try (PreparedStatement insert = connection.prepareStatement(COPY_PARTS)) {
      insert.setInt(1, to);
      insert.setArray(2, connection.createArrayOf("bigint", batch.positions.toArray()));
      for (Sector sector : Sector.CLASSIFIED) {
        Integer[] millionths =
            batch.memberships.stream().map(one -> one.millionths(sector)).toArray(Integer[]::new);
        Array array = connection.createArrayOf("integer", millionths);
        insert.setArray(3 + sector.classifiedIndex(), array);
      }
      insert.setInt(8, from);
      insert.executeUpdate();
    }
    connection.commit();
  }

  /** What a stored signal says about its sectors; the same as when it was taken in. */
  static SectorEvidence evidence(
      @Nullable String name, @Nullable String body, @Nullable String document) {
    JsonNode fields = JsonMapper.shared().readTree(document == null ? "{}" : document);
    List<String> codes = new ArrayList<>();
    fields.path("sicCodes").forEach(code -> codes.add(code.asString()));
    Optional<Memberships> stated = Optional.empty();
    if (!fields.path("sectors").isEmpty()) {
      int[] millionths = new int[Sector.CLASSIFIED.size()];
      for (JsonNode one : fields.path("sectors")) {
        Sector sector = Sector.find(one.path("sector").asString()).orElseThrow();
        BigDecimal probability = one.path("probability").decimalValue();
        millionths[sector.classifiedIndex()] = probability.movePointRight(6).intValueExact();
      }
      stated = Optional.of(Memberships.ofMillionths(millionths));
    }
    return new SectorEvidence(name == null ? "" : name, body == null ? "" : body, codes, stated);
  }
}
