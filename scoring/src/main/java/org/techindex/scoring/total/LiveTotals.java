package org.techindex.scoring.total;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.techindex.common.method.EventDecay;
import org.techindex.common.release.Cutoff;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.CellLinks;

/**
 * Totals kept in memory and brought forward from one committed batch to the next: what the signals
 * that changed amounted to is taken back, what they amount to now is added, and likewise for the
 * signals that links tie to them. Equal, integer for integer, to a fresh scan at the same cut-off.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class LiveTotals implements Totals {

  /** Records taken in one step; what comes back from a long absence is taken in many. */
  static final int RECORDS_IN_STEP = 20_000;

  private final DataSource database;
  private final ScanSettings settings;
  private final CellSums sums;
  private final LinkSums linkSums;
  private Cutoff cutoff;

  private LiveTotals(DataSource database, ScanSettings settings, PostgresTotals start) {
    this.database = database;
    this.settings = settings;
    this.sums = start.sums();
    this.linkSums = start.linkSums();
    this.cutoff = start.cutoff();
  }

  /**
   * Builds the totals from what is stored.
   *
   * @throws OperatorException if the database cannot be read
   */
  public static LiveTotals start(DataSource database, ScanSettings settings) {
    return new LiveTotals(database, settings, PostgresTotals.scan(database, settings));
  }

  /**
   * Takes in what was committed since.
   *
   * @return number of records taken in; 0 if there was nothing new
   * @throws OperatorException if the database cannot be read, or if a signal came that is not
   *     classified by the version that counts; the totals are as before, or ahead by some whole
   *     steps
   */
  public long advance() {
    long taken = 0;
    try (Connection connection = database.getConnection()) {
      PostgresTotals.beginSnapshot(connection);
      PostgresTotals.useSequentialScans(connection, false);
      Cutoff stored = PostgresTotals.storedCutoff(connection);
      Optional<Integer> classifier =
          PostgresTotals.classifierNumber(connection, settings.classifier());
      Cutoff next = step(stored);
      while (!next.equals(cutoff)) {
        if (classifier.isPresent()) {
          new ChangedSignals(connection, classifier.get(), settings.reachKilometres(), cutoff, next)
              .apply(sums, linkSums);
        }
        taken += next.records() - cutoff.records();
        cutoff = next;
        next = step(stored);
      }
      connection.rollback();
    } catch (SQLException e) {
      throw PostgresTotals.unreadable(e);
    }
    return taken;
  }

  /** From the cut-off reached towards what is stored, by at most one step in each partition. */
  private Cutoff step(Cutoff stored) {
    CutoffOffsets reached = new CutoffOffsets(cutoff);
    List<Cutoff.PartitionOffset> partitions = new ArrayList<>();
    for (Cutoff.PartitionOffset partition : stored.partitions()) {
      long from = reached.nextOffset(partition.id());
      partitions.add(
          new Cutoff.PartitionOffset(
              partition.topic(),
              partition.partition(),
              partition.id(),
              Math.min(partition.nextOffset(), from + RECORDS_IN_STEP)));
    }
    return new Cutoff(partitions);
  }

  @Override
  public Cutoff cutoff() {
    return cutoff;
  }

  @Override
  public Map<Sector, SectorTotals> sectors(YearMonth asOf, Optional<EventDecay> events) {
    return Folding.fold(sums, asOf, events);
  }

  @Override
  public CellLinks links(Sector sector) {
    return linkSums.of(sector);
  }
}
