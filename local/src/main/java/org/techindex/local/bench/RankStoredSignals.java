package org.techindex.local.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.SectorRanking;
import org.techindex.scoring.ScoringRun;
import org.techindex.scoring.identity.ClusterIds;
import org.techindex.scoring.total.PostgresTotals;
import org.techindex.scoring.total.ScanSettings;

/**
 * The process that {@link StoredSignalsBench} times: from storage to six rankings with intervals,
 * once, in a heap of its own. Prints seconds of the scan, seconds of all, number of clusters and
 * the highest use of the heap in megabytes.
 */
final class RankStoredSignals {

  private static final int MEGABYTE = 1 << 20;

  private RankStoredSignals() {}

  public static void main(String[] arguments) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    MethodFile method = MethodFile.byDefault();
    long started = System.nanoTime();
    PostgresTotals totals =
        PostgresTotals.scan(
            database,
            new ScanSettings(
                StoredSignals.AS_OF,
                method.method().influenceReachKilometres(),
                StoredSignals.CLASSIFIER));
    long scanned = System.nanoTime();
    List<SectorRanking> rankings =
        new ScoringRun(method.method(), Gazetteer.load(), ClusterIds.NONE)
            .run(totals, StoredSignals.AS_OF, "bench");
    long ended = System.nanoTime();
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .mapToLong(RankStoredSignals::peakBytes)
            .sum();
    System.out.printf(
        Locale.ROOT,
        "ranked %.3f %.3f %d %d%n",
        (scanned - started) / 1e9,
        (ended - started) / 1e9,
        rankings.stream().mapToInt(ranking -> ranking.clusters().size()).sum(),
        heap / MEGABYTE);
  }

  private static long peakBytes(MemoryPoolMXBean pool) {
    return pool.getPeakUsage().getUsed();
  }
}
