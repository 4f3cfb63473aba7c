package org.techindex.scoring.release;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.techindex.common.place.Region;
import org.techindex.common.release.Cutoff;
import org.techindex.common.release.Manifest.RefusedCount;
import org.techindex.common.release.Manifest.SourceCoverage;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.store.Position;

/** Where the signals below a cut-off came from, and what could not be taken. */
public final class ReleaseSources {

  private final DataSource database;

  public ReleaseSources(DataSource database) {
    this.database = database;
  }

  /** Records below the cut-off that were refused, by reason. */
  public List<RefusedCount> refused(Cutoff cutoff) {
    List<RefusedCount> counts = new ArrayList<>();
    query(
        """
        select stage, field, rule, count(*) from refusal
          join unnest(?, ?) as below (low, high) on position >= low and position < high
         group by stage, field, rule
         order by stage collate "C", field collate "C", rule collate "C"
        """,
        cutoff,
        List.of(),
        row ->
            counts.add(
                new RefusedCount(
                    row.getString(1), row.getString(2), row.getString(3), row.getLong(4))));
    return counts;
  }

  /** First versions of signals below the cut-off, by source, kind and the region of their place. */
  public List<SourceCoverage> coverage(Cutoff cutoff, String classifier) {
    List<SourceCoverage> counts = new ArrayList<>();
    query(
        """
        select s.source, p.kind, p.region, count(*), max((s.observed at time zone 'UTC')::date)
          from signal_part p
          join unnest(?, ?) as below (low, high) on p.position >= low and p.position < high
          join signal s on s.position = p.position
         where p.first_version and p.part = 0
           and p.classifier = (select id from classifier where version = ?)
         group by s.source, p.kind, p.region
         order by s.source collate "C", p.kind, p.region
        """,
        cutoff,
        List.of(classifier),
        row -> {
          int region = row.getInt(3);
          LocalDate newest = row.getObject(5, LocalDate.class);
          counts.add(
              new SourceCoverage(
                  row.getString(1),
                  SignalKind.values()[row.getInt(2) - 1].word(),
                  region == 0 ? "" : Region.ofNumber(region).title(),
                  row.getLong(4),
                  newest == null ? "" : newest.toString()));
        });
    return counts;
  }

  @FunctionalInterface
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String sql, Cutoff cutoff, List<String> more, RowReader reader) {
    Long[] low =
        cutoff.partitions().stream()
            .map(partition -> Position.of(partition.id(), 0).packed())
            .toArray(Long[]::new);
    Long[] high =
        cutoff.partitions().stream()
            .map(partition -> Position.of(partition.id(), partition.nextOffset()).packed())
            .toArray(Long[]::new);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("bigint", low));
      statement.setArray(2, connection.createArrayOf("bigint", high));
      for (int i = 0; i < more.size(); i++) {
        statement.setString(3 + i, more.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    } catch (SQLException e) {
      throw ReleaseStore.unavailable(e);
    }
  }
}
