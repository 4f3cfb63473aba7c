package org.techindex.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.CellWeight;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.cluster.WeightedCells;

/** Puts cells of now into the clusters of an earlier ranking. */
final class EarlierBoundaries {

  /**
   * A new cell farther than this from every cell of before is Elsewhere: the reach of a cluster.
   */
  private static final double REACH_KILOMETRES = 8;

  private final Map<Long, Integer> groupOfCell = new HashMap<>();

  EarlierBoundaries(SectorRanking ranking) {
    for (int group = 0; group < ranking.clusters().size(); group++) {
      put(ranking.clusters().get(group).cells(), group);
    }
    put(ranking.elsewhere().cells(), Clustering.ELSEWHERE);
  }

  private void put(List<CellWeight> cells, int group) {
    for (CellWeight cell : cells) {
      groupOfCell.put(Cell.parse(cell.cell()).index(), group);
    }
  }

  /** The place of the earlier cluster of each cell, or {@link Clustering#ELSEWHERE}. */
  int[] groupsOf(WeightedCells cells) {
    int[] groups = new int[cells.size()];
    for (int i = 0; i < groups.length; i++) {
      Integer group = groupOfCell.get(cells.cell(i));
      groups[i] = group == null ? nearest(new Cell(cells.cell(i)).centre()) : group;
    }
    return groups;
  }

  private int nearest(LatLon point) {
    double least = REACH_KILOMETRES;
    long nearest = Long.MAX_VALUE;
    int group = Clustering.ELSEWHERE;
    for (Map.Entry<Long, Integer> known : groupOfCell.entrySet()) {
      double distance = new Cell(known.getKey()).centre().kilometresTo(point);
      if (distance < least || (distance == least && known.getKey() < nearest)) {
        least = distance;
        nearest = known.getKey();
        group = known.getValue();
      }
    }
    return group;
  }
}
