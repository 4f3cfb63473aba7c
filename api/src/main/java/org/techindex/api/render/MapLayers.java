package org.techindex.api.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.common.measure.Weight;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.CellWeight;
import org.techindex.common.release.SectorRanking.FactorShare;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.release.SectorRanking.Town;
import org.techindex.common.sector.Sector;

/** What maps are drawn from, as GeoJSON. */
public final class MapLayers {

  /**
   * Weights at which the levels 2 to 5 of a cell begin. A cell is shown by its level only: its
   * exact weight would tell how many organisations it holds.
   */
  private static final long[] LEVEL_WEIGHTS = {10, 30, 100, 300};

  private MapLayers() {}

  /** One outline for each cluster of the sectors, in table order. */
  public static GeoJson.FeatureCollection clusters(Edition edition, Collection<Sector> sectors) {
    List<GeoJson.Feature> features = new ArrayList<>();
    for (Sector sector : sectors) {
      SectorRanking ranking = edition.ranking(sector).orElseThrow();
      Disclosure disclosure = Disclosure.of(ranking);
      Map<String, GeoJson.Geometry> outlines = Outlines.of(ranking);
      for (RankedCluster cluster : ranking.clusters()) {
        features.add(
            GeoJson.Feature.of(
                outlines.getOrDefault(
                    cluster.id(), new GeoJson.Geometry("MultiPolygon", List.of())),
                properties(edition, sector, cluster, disclosure.withholds(cluster))));
      }
    }
    return GeoJson.FeatureCollection.of(features);
  }

  /** The outline of one cluster; empty where it has no cells. */
  public static Optional<GeoJson.Geometry> outline(SectorRanking ranking, RankedCluster cluster) {
    return Optional.ofNullable(Outlines.of(ranking).get(cluster.id()));
  }

  private static Map<String, @Nullable Object> properties(
      Edition edition, Sector sector, RankedCluster cluster, boolean withheld) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("edition", edition.id());
    properties.put("sector", sector.id());
    properties.put("cluster_id", Edition.clusterId(sector, cluster.id()));
    properties.put("cluster", cluster.name());
    properties.put("regions", String.join(", ", cluster.regions()));
    properties.put("rank", cluster.rank());
    properties.put("low_rank", cluster.interval().map(Interval::lowRank).orElse(null));
    properties.put("high_rank", cluster.interval().map(Interval::highRank).orElse(null));
    properties.put("percentage", cluster.percentage());
    for (FactorShare share : cluster.shares()) {
      properties.put("share_" + share.factor(), withheld ? null : share.share());
    }
    return properties;
  }

  /** Every cell with activity, by its level. */
  public static GeoJson.FeatureCollection cells(Edition edition, Sector sector) {
    List<GeoJson.Feature> features = new ArrayList<>();
    for (RankedCluster row : Edition.rows(edition.ranking(sector).orElseThrow())) {
      for (CellWeight cell : row.cells()) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("cell", cell.cell());
        properties.put("cluster_id", Edition.clusterId(sector, row.id()));
        properties.put("level", level(cell.weightMillionths()));
        features.add(GeoJson.Feature.of(Outlines.hexagon(cell.cell()), properties));
      }
    }
    return GeoJson.FeatureCollection.of(features);
  }

  private static int level(long weightMillionths) {
    int level = 1;
    for (long least : LEVEL_WEIGHTS) {
      if (weightMillionths >= least * Weight.ONE_MILLIONTHS) {
        level++;
      }
    }
    return level;
  }

  /** The towns that name the clusters. */
  public static GeoJson.FeatureCollection towns(Edition edition, Sector sector) {
    List<GeoJson.Feature> features = new ArrayList<>();
    for (RankedCluster cluster : edition.ranking(sector).orElseThrow().clusters()) {
      for (int i = 0; i < cluster.towns().size(); i++) {
        Town town = cluster.towns().get(i);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", town.name());
        properties.put("region", town.region());
        properties.put("cluster_id", Edition.clusterId(sector, cluster.id()));
        properties.put("cluster", cluster.name());
        properties.put("share", town.share());
        properties.put("order", i + 1);
        features.add(
            GeoJson.Feature.of(GeoJson.point(town.latitude(), town.longitude()), properties));
      }
    }
    return GeoJson.FeatureCollection.of(features);
  }
}
