package org.techindex.scoring.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.release.SectorRanking.Specialism;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.total.SectorTotals;

/**
 * What each cluster of a sector's table is specialised in: {@link LocationQuotients} of the five
 * classified sectors in its rows, in heads of all kinds.
 */
public final class Specialisms {

  /** What All sectors has. */
  private static final Specialisms UNDEFINED = new Specialisms(List.of(), Optional.empty());

  private final List<List<Specialism>> byCluster;
  private final Optional<LocationQuotients> own;

  private Specialisms(List<List<Specialism>> byCluster, Optional<LocationQuotients> own) {
    this.byCluster = byCluster;
    this.own = own;
  }

  /**
   * Compares the five sectors in the rows of the table.
   *
   * @param own totals of the table's sector, which the clustering is aligned with
   * @param classified totals of the five classified sectors; one that is not there has no signals
   */
  public static Specialisms of(
      SectorTotals own, Clustering clustering, Map<Sector, SectorTotals> classified) {
    if (own.sector() == Sector.ALL_SECTORS) {
      return UNDEFINED;
    }
    NearestCells nearest = new NearestCells(own, clustering);
    int rows = clustering.clusters().size() + 1;
    Map<Sector, long[]> heads = new EnumMap<>(Sector.class);
    long[] all = new long[rows];
    for (Sector sector : Sector.CLASSIFIED) {
      SectorTotals totals = classified.get(sector);
      long[] ofSector =
          totals == null ? new long[rows] : nearest.rowsOf(totals).sums(totals::heads);
      heads.put(sector, ofSector);
      Arrays.setAll(all, row -> Math.addExact(all[row], ofSector[row]));
    }
    Map<Sector, LocationQuotients> quotients = new EnumMap<>(Sector.class);
    heads.forEach(
        (sector, ofSector) -> quotients.put(sector, new LocationQuotients(ofSector, all)));
    return new Specialisms(
        flagged(quotients, rows - 1), Optional.ofNullable(quotients.get(own.sector())));
  }

  private static List<List<Specialism>> flagged(
      Map<Sector, LocationQuotients> quotients, int clusters) {
    int sectors = quotients.size();
    double[] chances = new double[clusters * sectors];
    int at = 0;
    for (LocationQuotients ofSector : quotients.values()) {
      for (int cluster = 0; cluster < clusters; cluster++) {
        chances[at++] = ofSector.chanceOfAsMany(cluster);
      }
    }
    boolean[] significant = LocationQuotients.significant(chances);
    List<List<Specialism>> byCluster = new ArrayList<>();
    for (int cluster = 0; cluster < clusters; cluster++) {
      List<Specialism> specialisms = new ArrayList<>();
      int first = 0;
      for (Map.Entry<Sector, LocationQuotients> entry : quotients.entrySet()) {
        specialisms.add(
            new Specialism(
                entry.getKey().id(),
                entry.getValue().quotient(cluster),
                entry.getValue().shrunkQuotient(cluster),
                significant[first + cluster]));
        first += clusters;
      }
      byCluster.add(List.copyOf(specialisms));
    }
    return byCluster;
  }

  /**
   * One for each of the five sectors, in table order; empty for All sectors, where specialisms are
   * not defined.
   */
  public List<Specialism> ofCluster(int cluster) {
    return byCluster.isEmpty() ? List.of() : byCluster.get(cluster);
  }

  /** Whether the table's sector can be a specialism: all but All sectors. */
  boolean defined() {
    return own.isPresent();
  }

  /** Heads of the table's sector beyond the national mix in a row; 0 for All sectors. */
  double excess(int row) {
    return own.map(quotients -> quotients.excess(row)).orElse(0.0);
  }

  /** How far the excess of a row follows its heads; 0 where there is no excess. */
  double beliefInExcess(int row) {
    return own.filter(quotients -> quotients.excess(row) > 0)
        .map(quotients -> quotients.belief(row))
        .orElse(0.0);
  }
}
