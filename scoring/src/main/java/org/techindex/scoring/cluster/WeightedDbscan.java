package org.techindex.scoring.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * DBSCAN on weighted cells with great-circle distance: Ester, Kriegel, Sander and Xu 1996, A
 * Density-Based Algorithm for Discovering Clusters (KDD-96, pages 226 to 231); the family of
 * methods behind the clusters of WIPO's Global Innovation Index (Bergquist, Fink and Raffo 2017,
 * WIPO Economic Research Working Paper 34).
 *
 * <p>A cell is a core if the weight within {@code epsilonKilometres}, its own included, reaches
 * {@code minimumShare} of all weight. Cores within reach of each other are one cluster. Another
 * cell joins the cluster of the nearest core within reach, of two equally near the one of lower H3
 * index (the paper leaves it to the order of the input), or else is Elsewhere.
 *
 * @param epsilonKilometres above 0
 * @param minimumShare above 0, at most 1
 * @param minimumOrganisations a cluster of fewer is dissolved, see {@link SmallClusters}
 */
public record WeightedDbscan(
    double epsilonKilometres, double minimumShare, long minimumOrganisations) implements Clusterer {

  /**
   * @throws IllegalArgumentException if a parameter is out of its range
   */
  public WeightedDbscan {
    if (!(epsilonKilometres > 0 && epsilonKilometres < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "epsilon is " + epsilonKilometres + " km: it must be above 0");
    }
    if (!(minimumShare > 0 && minimumShare <= 1)) {
      throw new IllegalArgumentException(
          "the minimum share is " + minimumShare + ": it must be above 0 and at most 1");
    }
    if (minimumOrganisations < 0) {
      throw new IllegalArgumentException(
          "the minimum of organisations is " + minimumOrganisations + ": it must be 0 or more");
    }
  }

  @Override
  public Clustering cluster(WeightedCells cells, CellLinks links) {
    return new Run(cells).cluster();
  }

  private final class Run {
    private final WeightedCells cells;
    private final CellRows rows;
    private final double reach = CellRows.squaredChord(epsilonKilometres);
    private final double minimumWeight;
    private final boolean[] cores;
    private final AtomicIntegerArray parents;

    Run(WeightedCells cells) {
      this.cells = cells;
      this.rows = CellRows.of(cells);
      this.minimumWeight = minimumShare * cells.totalWeightMillionths();
      this.cores = new boolean[cells.size()];
      this.parents = new AtomicIntegerArray(cells.size());
    }

    Clustering cluster() {
      int size = cells.size();
      for (int place = 0; place < size; place++) {
        parents.set(place, place);
      }
      rows.forEachNeighbourhood(epsilonKilometres, this::findCores);
      rows.forEachNeighbourhood(epsilonKilometres, this::joinCores);
      int[] nearestCores = new int[size];
      rows.forEachNeighbourhood(
          epsilonKilometres,
          (first, last, runs, from, to) -> {
            for (int place = first; place < last; place++) {
              nearestCores[place] = cores[place] ? place : nearestCore(place, runs, from, to);
            }
          });
      int[] groupOfRoot = new int[size];
      int count = 0;
      for (int place = 0; place < size; place++) {
        if (cores[place] && root(place) == place) {
          groupOfRoot[place] = count++;
        }
      }
      int[] groups = new int[size];
      Arrays.fill(groups, Clustering.ELSEWHERE);
      for (int place = 0; place < size; place++) {
        if (nearestCores[place] >= 0) {
          groups[rows.position(place)] = groupOfRoot[root(nearestCores[place])];
        }
      }
      List<Clustering.Cluster> dissolved =
          new SmallClusters(cells, minimumOrganisations, 0)
              .dissolve(groups, Clustering.heaviestCells(cells, groups, count));
      return Clustering.aroundHeaviestCells(cells, groups, count, dissolved, List.of());
    }

    private void findCores(int first, int last, int runs, int[] from, int[] to) {
      for (int place = first; place < last; place++) {
        long weight = 0;
        for (int run = 0; run < runs; run++) {
          for (int other = from[run]; other < to[run]; other++) {
            if (rows.squaredChord(place, other) <= reach) {
              weight += cells.weightMillionths(rows.position(other));
            }
          }
        }
        cores[place] = weight > 0 && weight >= minimumWeight;
      }
    }

    private void joinCores(int first, int last, int runs, int[] from, int[] to) {
      for (int place = first; place < last; place++) {
        for (int run = 0; cores[place] && run < runs; run++) {
          int end = Math.min(to[run], place);
          for (int other = from[run]; other < end; other++) {
            if (cores[other] && rows.squaredChord(place, other) <= reach) {
              join(place, other);
            }
          }
        }
      }
    }

    /** The core that this cell belongs to, as a place, or -1. */
    private int nearestCore(int place, int runs, int[] from, int[] to) {
      int nearest = -1;
      double least = reach;
      for (int run = 0; run < runs; run++) {
        for (int other = from[run]; other < to[run]; other++) {
          if (cores[other]) {
            double squared = rows.squaredChord(place, other);
            boolean isTie = squared == least && nearest >= 0;
            if (squared < least
                || (squared == least && nearest < 0)
                || (isTie && rows.position(other) < rows.position(nearest))) {
              nearest = other;
              least = squared;
            }
          }
        }
      }
      return nearest;
    }

    private int root(int place) {
      int at = place;
      int parent = parents.get(at);
      while (parent != at) {
        int above = parents.get(parent);
        parents.weakCompareAndSetVolatile(at, parent, above);
        at = above;
        parent = parents.get(at);
      }
      return at;
    }

    /** The lower place becomes the root, whatever the order in which threads come here. */
    private void join(int one, int other) {
      while (true) {
        int low = root(Math.min(one, other));
        int high = root(Math.max(one, other));
        if (low == high) {
          return;
        }
        int lower = Math.min(low, high);
        int higher = Math.max(low, high);
        if (parents.compareAndSet(higher, higher, lower)) {
          return;
        }
      }
    }
  }
}
