package org.techindex.scoring.cluster;

/**
 * A rule that puts every cell of a sector into a cluster or into Elsewhere. The answer depends on
 * the cells and links alone: not on their order, on threads or on the time.
 */
public interface Clusterer {

  /**
   * Clusters the cells.
   *
   * @param links strength of the links between cells; clusterers that use no links ignore them
   */
  Clustering cluster(WeightedCells cells, CellLinks links);

  /** Clusters the cells as if nothing linked them. */
  default Clustering cluster(WeightedCells cells) {
    return cluster(cells, CellLinks.NONE);
  }
}
