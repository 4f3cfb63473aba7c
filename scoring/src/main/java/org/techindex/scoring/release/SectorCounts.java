package org.techindex.scoring.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.techindex.common.release.Manifest.SectorCount;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.scoring.total.SectorTotals;

/** How many parts of signals count in each sector, by kind. */
public final class SectorCounts {

  private SectorCounts() {}

  /** One count for each sector and kind, in their order. */
  public static List<SectorCount> of(Map<Sector, SectorTotals> sectors) {
    List<SectorCount> counts = new ArrayList<>();
    sectors.forEach((sector, sums) -> {
      for (SignalKind kind : SignalKind.values()) {
        long signals = 0;
        for (int cell = 0; cell < sums.size(); cell++) {
          signals += sums.kind(kind).signals(cell);
        }
        counts.add(new SectorCount(sector.id(), kind.word(), signals));
      }
    });
    return counts;
  }
}
