package org.techindex.local;

import java.time.YearMonth;
import java.util.List;
import javax.sql.DataSource;
import org.techindex.common.method.Method;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.run.OperatorException;
import org.techindex.scoring.ScoringRun;
import org.techindex.scoring.release.ReleaseStore;
import org.techindex.scoring.total.Classified;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;

/**
 * The signals of a database, to be ranked by any method.
 *
 * @param classifier version whose memberships count
 */
public record StoredSignals(DataSource database, Gazetteer gazetteer, String classifier) {

  /** Random streams of a ranking that is not published start from this. */
  private static final String SEED = "live";

  /**
   * The six tables of everything stored now.
   *
   * @param asOf the last month that counts
   * @throws OperatorException if the database cannot be read or a signal is not yet classified
   */
  public List<SectorRanking> rank(Method method, YearMonth asOf) {
    Classified.requireAll(database, classifier);
    PostgresTotals totals =
        PostgresTotals.scan(
            database, new ScanSettings(asOf, method.influenceReachKilometres(), classifier));
    return new ScoringRun(method, gazetteer, new ReleaseStore(database).idsBefore(ReleaseStore.ALL))
        .run(totals, asOf, SEED);
  }
}
