package org.techindex.local.classifier;

import java.time.YearMonth;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.techindex.common.method.Method;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.scoring.ScoringRun;
import org.techindex.scoring.identity.ClusterIds;
import org.techindex.scoring.total.Classified;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;

/**
 * The ranking of a sector of a user's own over everything stored. Nothing is written.
 *
 * @param members versions of signals that belong to it
 * @param asked versions of signals in all
 * @param clearest names of some that belong most clearly
 */
public record OwnSectorRanking(
    SectorRanking ranking, long members, long asked, List<String> clearest) {

  /** Random streams of a ranking that is not published start from this. */
  private static final String SEED = "own";

  public OwnSectorRanking {
    clearest = List.copyOf(clearest);
  }

  /**
   * @param classifier version of the memberships in the sectors of the index
   * @param asOf the last month that counts
   * @param reached told how many signals have been asked
   * @throws OperatorException if no stored signal belongs to the sector, or one is not yet
   *     classified
   */
  public static OwnSectorRanking of(
      SectorFile file,
      DataSource database,
      Gazetteer gazetteer,
      String classifier,
      Method method,
      YearMonth asOf,
      LongConsumer reached) {
    Classified.requireAll(database, classifier);
    OwnSector sector = OwnSector.train(file);
    ScanSettings settings = new ScanSettings(asOf, method.influenceReachKilometres(), classifier);
    PostgresTotals five = PostgresTotals.scan(database, settings);
    OwnSectorSignals signals = OwnSectorSignals.ask(database, sector, reached);
    if (signals.memberships().size() == 0) {
      throw new OperatorException(
          ExitCode.WRONG_USE,
          "none of "
              + signals.asked()
              + " stored signals belongs to "
              + file.name().title()
              + ": give the sector file words and examples as they stand in the signals' texts");
    }
    PostgresTotals own =
        PostgresTotals.scan(database, settings, five.cutoff(), signals.memberships());
    SectorRanking ranking =
        new ScoringRun(method, gazetteer, ClusterIds.NONE)
            .runOwn(sector.name(), own, five, asOf, SEED);
    return new OwnSectorRanking(
        ranking, signals.memberships().size(), signals.asked(), signals.clearest());
  }
}
