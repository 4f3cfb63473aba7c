package org.techindex.scoring.kept;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.techindex.common.release.Cutoff;
import org.techindex.common.release.RankingJson;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.scoring.total.KeptTotals;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.SumKey;
import org.techindex.scoring.total.Sums;
import org.techindex.scoring.total.Totals;
import org.techindex.scoring.total.TotalsSource;

/**
 * Totals that another engine has kept, read from the database. Without a cut-off those of the most
 * records, of all that are complete.
 */
public record KeptTotalsSource(DataSource database) implements TotalsSource {

  private static final Logger LOG = LoggerFactory.getLogger(KeptTotalsSource.class);
  private static final int FETCH_ROWS = 10_000;
  private static final Sector[] SECTORS = Sector.values();
  private static final List<SignalKind> KINDS = List.of(SignalKind.values());
  private static final String FIND =
      """
      select id, cutoff, complete_at from kept_totals
      where classifier = ? and reach_kilometres = ?
      order by id desc\
      """;
  private static final String ROWS =
      """
      select month, cell, sector, kind, weight, squared_weight, heads, squared_heads, influence,
        squared_influence, signals
      from kept_row where totals = ?\
      """;
  private static final String LINKS =
      """
      select low_cell, high_cell, all_sectors, ai_and_data, clean_growth,
        smart_cities_and_mobility, ageing_society, advanced_manufacturing
      from kept_link where totals = ?\
      """;

  private record Found(int id, Cutoff cutoff, @Nullable OffsetDateTime completeAt) {}

  @Override
  public Totals totals(ScanSettings settings, Optional<Cutoff> cutoff) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      Found found = find(connection, settings, cutoff);
      LOG.info(
          "totals of {} records, complete since {}",
          String.format(Locale.ROOT, "%,d", found.cutoff().records()),
          found.completeAt());
      KeptTotals totals = new KeptTotals(found.cutoff());
      readRows(connection, found.id(), totals);
      readLinks(connection, found.id(), totals);
      connection.rollback();
      return totals;
    } catch (SQLException e) {
      throw new OperatorException(
          ExitCode.SERVICE_MISSING,
          "the kept totals cannot be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + " (is the database there?)",
          e);
    }
  }

  private static Found find(Connection connection, ScanSettings settings, Optional<Cutoff> cutoff)
      throws SQLException {
    List<Found> all =
        found(connection, settings).stream()
            .filter(each -> cutoff.isEmpty() || cutoff.get().equals(each.cutoff()))
            .toList();
    if (all.isEmpty()) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "no totals of "
              + (cutoff.isPresent() ? "this cut-off" : "this method")
              + " by "
              + settings.classifier()
              + " are kept in the database: techindex totals --engine streams keeps them");
    }
    return all.stream()
        .filter(each -> each.completeAt() != null)
        .max(Comparator.comparingLong(each -> each.cutoff().records()))
        .orElseThrow(() ->
            new OperatorException(
                ExitCode.WRONG_USE,
                "the totals that are kept of "
                    + (cutoff.isPresent() ? "this cut-off" : "this method and classifier")
                    + " are not complete yet: run techindex totals --engine streams to its end"));
  }

  private static List<Found> found(Connection connection, ScanSettings settings)
      throws SQLException {
    List<Found> all = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setString(1, settings.classifier());
      select.setDouble(2, settings.reachKilometres());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          all.add(
              new Found(
                  rows.getInt(1),
                  RankingJson.read(
                      rows.getString(2).getBytes(StandardCharsets.UTF_8), Cutoff.class),
                  rows.getObject(3, OffsetDateTime.class)));
        }
      }
    }
    return all;
  }

  private static void readRows(Connection connection, int id, KeptTotals totals)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ROWS)) {
      select.setInt(1, id);
      select.setFetchSize(FETCH_ROWS);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          SumKey key =
              new SumKey(
                  row.getInt(1), row.getLong(2), SECTORS[row.getInt(3)], kind(row.getInt(4)));
          totals.add(
              key.packed(),
              new Sums(
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  row.getLong(8),
                  row.getLong(9),
                  row.getLong(10),
                  row.getLong(11)));
        }
      }
    }
  }

  private static SignalKind kind(int number) {
    return KINDS.get(number - 1);
  }

  private static void readLinks(Connection connection, int id, KeptTotals totals)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LINKS)) {
      select.setInt(1, id);
      select.setFetchSize(FETCH_ROWS);
      try (ResultSet row = select.executeQuery()) {
        long[] strengths = new long[SECTORS.length];
        while (row.next()) {
          for (int sector = 0; sector < strengths.length; sector++) {
            strengths[sector] = row.getLong(3 + sector);
          }
          totals.addLinks(row.getLong(1), row.getLong(2), strengths);
        }
      }
    }
  }
}
