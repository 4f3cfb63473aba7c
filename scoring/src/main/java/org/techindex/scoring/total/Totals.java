package org.techindex.scoring.total;

import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.method.EventDecay;
import org.techindex.common.release.Cutoff;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.CellLinks;

/**
 * Exact integer sums of the stored signals up to a cut-off. A keeper holds rows of {@link Sums} by
 * {@link SumKey month, cell, sector and kind}, which are only ever added to and subtracted from, so
 * that rows may be kept in one process or spread over many and come to the same integers in
 * whatever order the signals are read.
 */
public interface Totals {

  /** The records that count. */
  Cutoff cutoff();

  /**
   * The totals of every sector at the end of a month.
   *
   * @param asOf the last month that counts
   * @param events how events fade; the rounding that it takes happens once for each row
   * @throws IllegalArgumentException if the month is earlier than the keeper keeps apart
   */
  Map<Sector, SectorTotals> sectors(YearMonth asOf, Optional<EventDecay> events);

  /** The strength of links between the cells of a sector, whatever the month. */
  CellLinks links(Sector sector);
}
