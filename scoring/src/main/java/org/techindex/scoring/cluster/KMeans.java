package org.techindex.scoring.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * K-means on cells weighted by their signals, in a plane of degrees, with k set by hand: the family
 * of methods that the UK Tech Innovation Index 2 took its clusters from. Lloyd 1982, doi
 * 10.1109/TIT.1982.1056489, from the seeds of Arthur and Vassilvitskii 2007, k-means++: The
 * Advantages of Careful Seeding (SODA 2007, pages 1027 to 1035). The best of ten starts counts: the
 * one with the least weighted sum of squared degrees. Nothing is Elsewhere.
 *
 * @param k number of clusters, 1 or more; with fewer cells of any weight, one for each of those
 * @param seed of the random starts
 */
public record KMeans(int k, long seed) implements Clusterer {

  private static final int STARTS = 10;
  private static final int MOST_STEPS = 300;

  /**
   * @throws IllegalArgumentException if k is less than 1
   */
  public KMeans {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ": it must be 1 or more");
    }
  }

  @Override
  public Clustering cluster(WeightedCells cells, CellLinks links) {
    long weighty =
        IntStream.range(0, cells.size()).filter(i -> cells.weightMillionths(i) > 0).count();
    int clusters = (int) Math.min(k, weighty);
    List<String> warnings = new ArrayList<>();
    if (clusters < k) {
      warnings.add("k is " + k + ", but only " + weighty + " cells have any weight");
    }
    if (clusters == 0) {
      int[] elsewhere = new int[cells.size()];
      Arrays.fill(elsewhere, Clustering.ELSEWHERE);
      return Clustering.aroundHeaviestCells(cells, elsewhere, 0, List.of(), warnings);
    }
    DegreePoints points = DegreePoints.of(cells);
    SplittableRandom random = new SplittableRandom(seed);
    Run best = new Run(cells, points, clusters, random);
    for (int start = 1; start < STARTS; start++) {
      Run other = new Run(cells, points, clusters, random);
      if (other.spread < best.spread) {
        best = other;
      }
    }
    return Clustering.aroundHeaviestCells(cells, best.groups, clusters, List.of(), warnings);
  }

  private static final class Run {
    private final WeightedCells cells;
    private final DegreePoints points;
    private final double[] latitudes;
    private final double[] longitudes;
    private int[] groups;
    private double spread;

    Run(WeightedCells cells, DegreePoints points, int clusters, SplittableRandom random) {
      this.cells = cells;
      this.points = points;
      this.latitudes = new double[clusters];
      this.longitudes = new double[clusters];
      seedCentres(random);
      this.groups = assigned();
      for (int step = 0; step < MOST_STEPS; step++) {
        moveCentres();
        int[] next = assigned();
        if (Arrays.equals(next, groups)) {
          break;
        }
        groups = next;
      }
      for (int i = 0; i < groups.length; i++) {
        spread += weightedSquare(i, groups[i]);
      }
    }

    private double weightedSquare(int position, int centre) {
      return cells.weightMillionths(position)
          * points.squaredDegrees(position, latitudes[centre], longitudes[centre]);
    }

    /**
     * Each next centre is a cell drawn by weight times squared distance from the centres so far.
     */
    private void seedCentres(SplittableRandom random) {
      double[] chances = new double[cells.size()];
      Arrays.setAll(chances, i -> (double) cells.weightMillionths(i));
      for (int centre = 0; centre < latitudes.length; centre++) {
        int drawn = draw(chances, random);
        latitudes[centre] = points.latitudes[drawn];
        longitudes[centre] = points.longitudes[drawn];
        for (int i = 0; i < chances.length; i++) {
          double square = weightedSquare(i, centre);
          chances[i] = centre == 0 ? square : Math.min(chances[i], square);
        }
      }
    }

    private static int draw(double[] chances, SplittableRandom random) {
      double sum = 0;
      for (double chance : chances) {
        sum += chance;
      }
      double left = random.nextDouble() * sum;
      int drawn = 0;
      for (int i = 0; i < chances.length; i++) {
        if (chances[i] > 0) {
          drawn = i;
          left -= chances[i];
          if (left < 0) {
            break;
          }
        }
      }
      return drawn;
    }

    private int[] assigned() {
      return IntStream.range(0, cells.size())
          .parallel()
          .map(position -> points.nearest(position, latitudes, longitudes))
          .toArray();
    }

    /** Moves each centre to the weighted mean of its cells; one that lost all weight stays. */
    private void moveCentres() {
      double[] north = new double[latitudes.length];
      double[] east = new double[latitudes.length];
      double[] weights = new double[latitudes.length];
      for (int i = 0; i < groups.length; i++) {
        double weight = cells.weightMillionths(i);
        north[groups[i]] += weight * points.latitudes[i];
        east[groups[i]] += weight * points.longitudes[i];
        weights[groups[i]] += weight;
      }
      for (int centre = 0; centre < weights.length; centre++) {
        if (weights[centre] > 0) {
          latitudes[centre] = north[centre] / weights[centre];
          longitudes[centre] = east[centre] / weights[centre];
        }
      }
    }
  }
}
