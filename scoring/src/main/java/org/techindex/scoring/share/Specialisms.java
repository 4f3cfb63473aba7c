package org.techindex.scoring.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
    return compare(own.sector().id(), own, clustering, mix(classified));
  }

  /**
   * Compares the five sectors and one that is not among them in the rows of its table.
   *
   * @param id of that sector
   * @param own its totals, which the clustering is aligned with
   * @param classified totals of the five; one that is not there has no signals
   */
  public static Specialisms ofOwn(
      String id, SectorTotals own, Clustering clustering, Map<Sector, SectorTotals> classified) {
    Map<String, Optional<SectorTotals>> mix = mix(classified);
    mix.put(id, Optional.of(own));
    return compare(id, own, clustering, mix);
  }

  private static Map<String, Optional<SectorTotals>> mix(Map<Sector, SectorTotals> classified) {
    Map<String, Optional<SectorTotals>> mix = new LinkedHashMap<>();
    for (Sector sector : Sector.CLASSIFIED) {
      mix.put(sector.id(), Optional.ofNullable(classified.get(sector)));
    }
    return mix;
  }

  private static Specialisms compare(
      String ownId,
      SectorTotals own,
      Clustering clustering,
      Map<String, Optional<SectorTotals>> mix) {
    NearestCells nearest = new NearestCells(own, clustering);
    int rows = clustering.clusters().size() + 1;
    Map<String, long[]> heads = new LinkedHashMap<>();
    long[] all = new long[rows];
    mix.forEach((id, totals) -> {
      long[] ofSector =
          totals.map(each -> nearest.rowsOf(each).sums(each::heads)).orElse(new long[rows]);
      heads.put(id, ofSector);
      Arrays.setAll(all, row -> Math.addExact(all[row], ofSector[row]));
    });
    Map<String, LocationQuotients> quotients = new LinkedHashMap<>();
    heads.forEach((id, ofSector) -> quotients.put(id, new LocationQuotients(ofSector, all)));
    return new Specialisms(flagged(quotients, rows - 1), Optional.ofNullable(quotients.get(ownId)));
  }

  private static List<List<Specialism>> flagged(
      Map<String, LocationQuotients> quotients, int clusters) {
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
      for (Map.Entry<String, LocationQuotients> entry : quotients.entrySet()) {
        specialisms.add(
            new Specialism(
                entry.getKey(),
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
   * One for each of the five sectors, in table order, and then for a sector of one's own; empty for
   * All sectors, where specialisms are not defined.
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
