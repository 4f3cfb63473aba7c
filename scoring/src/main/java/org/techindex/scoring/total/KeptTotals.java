package org.techindex.scoring.total;

import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.method.EventDecay;
import org.techindex.common.release.Cutoff;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.CellLinks;

/** Totals whose rows another engine kept: every month apart, so that any can be asked for. */
public final class KeptTotals implements Totals, TotalsRows {

  /** No month of a stored part is earlier. */
  public static final int EVERY_MONTH = Short.MIN_VALUE;

  private final Cutoff cutoff;
  private final CellSums sums = new CellSums(EVERY_MONTH);
  private final LinkSums linkSums = new LinkSums();

  /** Totals without rows. */
  public KeptTotals(Cutoff cutoff) {
    this.cutoff = cutoff;
  }

  @Override
  public void add(long packedKey, Sums row) {
    sums.change(packedKey, 1, row);
  }

  @Override
  public void addLinks(long lowCell, long highCell, long[] ofSectors) {
    linkSums.change(lowCell, highCell, ofSectors);
  }

  /** Number of rows. */
  public int rows() {
    return sums.size();
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
