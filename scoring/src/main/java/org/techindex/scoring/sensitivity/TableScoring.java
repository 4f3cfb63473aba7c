package org.techindex.scoring.sensitivity;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.techindex.common.method.ClustererSpec;
import org.techindex.common.method.EventDecay;
import org.techindex.common.method.Method;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.Clusterers;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.WeightedCells;
import org.techindex.scoring.share.FactorShares;
import org.techindex.scoring.share.Specialisms;
import org.techindex.scoring.total.SectorTotals;
import org.techindex.scoring.weigh.WeighedRows;

/**
 * Scores one sector again and again under changing methods: cluster, share, weigh. The last totals
 * and clusterings are kept, so that a change of weights alone costs neither.
 */
final class TableScoring {

  private record ClusteringKey(Optional<EventDecay> events, ClustererSpec clusterer) {}

  private record Clustered(Clustering clustering, Specialisms specialisms) {}

  private final SectorInput input;
  private final UnaryOperator<SectorTotals> change;
  private final Map<Optional<EventDecay>, Map<Sector, SectorTotals>> totals = recent();
  private final Map<ClusteringKey, Clustered> clusterings = recent();

  /**
   * @param change what is done to the totals of every sector before scoring
   */
  TableScoring(SectorInput input, UnaryOperator<SectorTotals> change) {
    this.input = input;
    this.change = change;
  }

  /** Holds the few entries used last: all of them would be gigabytes. */
  private static <K, V> Map<K, V> recent() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > 4;
      }
    };
  }

  RankedTable table(Method method) {
    Map<Sector, SectorTotals> all = totals.computeIfAbsent(method.events(), this::changed);
    SectorTotals own = all.get(input.sector());
    if (own == null) {
      throw new IllegalArgumentException("there are no totals of " + input.sector().title());
    }
    Clustered clustered =
        clusterings.computeIfAbsent(
            new ClusteringKey(method.events(), method.clusterer()),
            key -> clustered(key.clusterer, own, all));
    FactorShares shares =
        FactorShares.of(own, clustered.clustering, clustered.specialisms, method.counting());
    return new RankedTable(own, clustered.clustering, WeighedRows.of(shares, method.counting()));
  }

  private Map<Sector, SectorTotals> changed(Optional<EventDecay> events) {
    Map<Sector, SectorTotals> changed = new EnumMap<>(Sector.class);
    input.totals().apply(events).forEach((sector, of) -> changed.put(sector, change.apply(of)));
    return changed;
  }

  private Clustered clustered(ClustererSpec spec, SectorTotals own, Map<Sector, SectorTotals> all) {
    WeightedCells cells = MethodComparison.cells(own);
    Clustering clustering = Clusterers.of(spec, input.sector()).cluster(cells, input.links());
    return new Clustered(clustering, Specialisms.of(own, clustering, all));
  }
}
