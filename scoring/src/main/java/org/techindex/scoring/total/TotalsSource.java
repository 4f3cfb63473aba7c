package org.techindex.scoring.total;

import java.util.Optional;
import javax.sql.DataSource;
import org.techindex.common.release.Cutoff;

/** Where totals come from: a scan of the database, or an engine that keeps them. */
@FunctionalInterface
public interface TotalsSource {

  /**
   * @param cutoff empty for everything that is stored now
   */
  Totals totals(ScanSettings settings, Optional<Cutoff> cutoff);

  /** Reads the stored signals each time. */
  static TotalsSource scan(DataSource database) {
    return (settings, cutoff) ->
        cutoff
            .map(at -> PostgresTotals.scan(database, settings, at))
            .orElseGet(() -> PostgresTotals.scan(database, settings));
  }
}
