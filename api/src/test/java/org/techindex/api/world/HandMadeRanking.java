package org.techindex.api.world;

import com.uber.h3core.H3Core;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.CellWeight;
import org.techindex.common.release.SectorRanking.FactorShare;
import org.techindex.common.release.SectorRanking.FactorTotal;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.Peak;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.release.SectorRanking.Specialism;
import org.techindex.common.release.SectorRanking.Town;
import org.techindex.common.sector.Sector;

/**
 * A ranking from a few amounts: the shares are the amounts over their sums, the percentage is
 * {@code 0.4 activity + 0.2 events + 0.2 universities + 0.1 influence + 0.1 specialisms} of them.
 */
public final class HandMadeRanking {

  private static final String[] FACTORS = {
    "activity", "events", "universities", "influence", "specialisms"
  };
  private static final double[] WEIGHTS = {0.4, 0.2, 0.2, 0.1, 0.1};

  private final Sector sector;
  private final String month;
  private final List<Row> rows = new ArrayList<>();

  private record Row(
      String town, String region, LatLon point, long organisations, List<Long> amounts) {}

  private HandMadeRanking(Sector sector, String month) {
    this.sector = sector;
    this.month = month;
  }

  public static HandMadeRanking of(Sector sector, String month) {
    return new HandMadeRanking(sector, month);
  }

  /**
   * A cluster of one town, with its amounts of activity, events, universities, influence,
   * specialisms.
   */
  public HandMadeRanking cluster(
      String town, String region, double lat, double lon, long organisations, long... amounts) {
    rows.add(
        new Row(
            town,
            region,
            new LatLon(lat, lon),
            organisations,
            Arrays.stream(amounts).boxed().toList()));
    return this;
  }

  /** What lies in no cluster, around a point. */
  public SectorRanking elsewhere(double lat, double lon, long organisations, long... amounts) {
    Row elsewhere =
        new Row(
            "", "", new LatLon(lat, lon), organisations, Arrays.stream(amounts).boxed().toList());
    List<Row> all = new ArrayList<>(rows);
    all.add(elsewhere);
    long[] sums = new long[FACTORS.length];
    all.forEach(row -> {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += row.amounts.get(i);
      }
    });
    List<Row> ranked =
        rows.stream()
            .sorted(Comparator.comparingDouble((Row row) -> -percentage(row, sums)))
            .toList();
    List<RankedCluster> clusters = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      Row row = ranked.get(i);
      boolean tied = i > 0 && percentage(row, sums) == percentage(ranked.get(i - 1), sums);
      clusters.add(cluster(row, tied ? clusters.getLast().rank() : i + 1, sums));
    }
    List<FactorTotal> factors = new ArrayList<>();
    for (int i = 0; i < FACTORS.length; i++) {
      factors.add(new FactorTotal(FACTORS[i], WEIGHTS[i], sums[i] * 1_000_000));
    }
    return new SectorRanking(
        sector.id(),
        sector.title(),
        month,
        "live-1",
        factors,
        clusters,
        cluster(elsewhere, 0, sums),
        List.of("a hand-made world"));
  }

  private static double percentage(Row row, long[] sums) {
    return shares(row, sums).stream().mapToDouble(FactorShare::contribution).sum();
  }

  private static List<FactorShare> shares(Row row, long[] sums) {
    List<FactorShare> shares = new ArrayList<>();
    for (int i = 0; i < FACTORS.length; i++) {
      double share = row.amounts.get(i) / (double) sums[i];
      shares.add(
          new FactorShare(
              FACTORS[i], row.amounts.get(i) * 1_000_000, share, 100 * WEIGHTS[i] * share));
    }
    return shares;
  }

  private RankedCluster cluster(Row row, int rank, long[] sums) {
    double percentage = percentage(row, sums);
    Cell centre = Cell.at(row.point);
    boolean elsewhere = rank == 0;
    return new RankedCluster(
        elsewhere ? "elsewhere" : row.town.toLowerCase(Locale.ROOT),
        rank,
        elsewhere ? "Elsewhere" : row.town,
        elsewhere
            ? List.of()
            : List.of(
                new Town(
                    1,
                    row.town,
                    row.region,
                    row.point.latitudeDegrees(),
                    row.point.longitudeDegrees(),
                    0.75)),
        elsewhere ? List.of() : List.of(row.region),
        percentage,
        shares(row, sums),
        elsewhere
            ? Optional.empty()
            : Optional.of(
                new Interval(
                    Math.max(1, rank - 1),
                    rank + 1,
                    percentage - 1,
                    percentage + 1,
                    rank,
                    Math.max(1, rank - 1),
                    rank + 1)),
        elsewhere || sector == Sector.ALL_SECTORS
            ? List.of()
            : List.of(new Specialism("clean-growth", 1.5, 1.25, true)),
        elsewhere
            ? Optional.empty()
            : Optional.of(
                new Peak(
                    centre.toString(), row.point.latitudeDegrees(), row.point.longitudeDegrees())),
        cells(centre, row.organisations),
        row.organisations + row.amounts.get(1),
        row.organisations);
  }

  /** The cell of the town and its six neighbours, less two of them, so that there are gaps. */
  private static List<CellWeight> cells(Cell centre, long organisations) {
    try {
      return H3Core.newInstance().gridDisk(centre.index(), 1).stream()
          .sorted()
          .limit(5)
          .map(cell ->
              new CellWeight(new Cell(cell).toString(), organisations * 200_000, organisations / 5))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
