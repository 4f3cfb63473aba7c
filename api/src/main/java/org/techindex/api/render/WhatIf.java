package org.techindex.api.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.techindex.api.read.Edition;
import org.techindex.common.method.Factor;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;
import org.techindex.common.sector.Sector;

/**
 * Tables under other factor weights. Clusters whose make-up is withheld are counted with Elsewhere,
 * because several answers under different weights would tell it.
 *
 * @param official always false: the published tables are the index
 */
public record WhatIf(
    String edition, boolean official, Map<String, Double> weights, List<SectorTable> sectors) {

  /** The table of one sector. */
  public record SectorTable(String sector, String title, List<Row> clusters, Row elsewhere) {}

  /**
   * @param officialRank as published; null for Elsewhere
   */
  public record Row(
      String id,
      String name,
      @Nullable Integer rank,
      String rankText,
      double percentage,
      @Nullable Integer officialRank,
      double officialPercentage) {}

  /**
   * @throws IllegalArgumentException if no factor in force in one of the sectors has a weight
   */
  public static WhatIf of(Edition edition, Collection<Sector> sectors, FactorWeights weights) {
    Map<String, Double> stated = new LinkedHashMap<>();
    for (Factor factor : Factor.values()) {
      stated.put(factor.word(), weights.of(factor));
    }
    return new WhatIf(
        edition.id(),
        false,
        stated,
        sectors.stream()
            .map(sector -> table(sector, edition.ranking(sector).orElseThrow(), weights))
            .toList());
  }

  private record Weighed(RankedCluster cluster, double percentage) {}

  private static SectorTable table(Sector sector, SectorRanking ranking, FactorWeights weights) {
    Disclosure disclosure = Disclosure.of(ranking);
    List<Weighed> weighed =
        disclosure.told(ranking).stream()
            .filter(row -> row.rank() != 0)
            .map(row -> new Weighed(row, row.percentageUnder(weights)))
            .sorted(Comparator.comparingDouble((Weighed row) -> -row.percentage()))
            .toList();
    List<Integer> ranks = ranks(weighed);
    List<Row> rows = new ArrayList<>();
    double told = 0;
    double officiallyTold = 0;
    for (int i = 0; i < weighed.size(); i++) {
      RankedCluster cluster = weighed.get(i).cluster();
      rows.add(
          new Row(
              Edition.clusterId(sector, cluster.id()),
              cluster.name(),
              ranks.get(i),
              Printed.rank(ranks.get(i), ranks),
              weighed.get(i).percentage(),
              cluster.rank(),
              cluster.percentage()));
      told += weighed.get(i).percentage();
      officiallyTold += cluster.percentage();
    }
    RankedCluster elsewhere = ranking.elsewhere();
    boolean together = disclosure.withholds(elsewhere);
    return new SectorTable(
        sector.id(),
        ranking.title(),
        rows,
        new Row(
            Edition.clusterId(sector, elsewhere.id()),
            disclosure.together(ranking).size() > 1
                ? "Elsewhere, with clusters of few organisations"
                : elsewhere.name(),
            null,
            "–",
            together ? 100 - told : elsewhere.percentageUnder(weights),
            null,
            together ? 100 - officiallyTold : elsewhere.percentage()));
  }

  private static List<Integer> ranks(List<Weighed> descending) {
    List<Integer> ranks = new ArrayList<>();
    for (int i = 0; i < descending.size(); i++) {
      boolean tied = i > 0 && descending.get(i).percentage() == descending.get(i - 1).percentage();
      ranks.add(tied ? ranks.getLast() : Integer.valueOf(i + 1));
    }
    return ranks;
  }
}
