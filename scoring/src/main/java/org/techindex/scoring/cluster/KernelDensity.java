package org.techindex.scoring.cluster;

/**
 * Smoothed weight around each cell: the sum over cells of {@code weight * exp(-d^2 / 2h^2)}, with d
 * the great-circle distance of the centres in kilometres, cut at 3h.
 *
 * <p>The result is in integer millionths and differs from the exact sum by less than two millionths
 * of the weight within 3h, for bandwidths up to 100 km. Each sum is made in one fixed order,
 * whatever the number of threads.
 */
final class KernelDensity {

  /** Beyond three bandwidths a weight counts by less than 1.2 %: it is left out. */
  static final double CUT_BANDWIDTHS = 3;

  private static final int INTERVALS = 1024;

  private final double bandwidthKilometres;

  KernelDensity(double bandwidthKilometres) {
    this.bandwidthKilometres = bandwidthKilometres;
  }

  /** Densities in the order of places. */
  long[] of(CellRows rows, WeightedCells cells) {
    Run run = new Run(rows, cells);
    rows.forEachNeighbourhood(CUT_BANDWIDTHS * bandwidthKilometres, run::addUp);
    return run.densities;
  }

  /**
   * The kernel is a table of straight lines over the squared chord, scaled so that the cut lies at
   * {@link #INTERVALS}. With p and q unit vectors, the squared chord is 2 - 2 p q: the whole of a
   * pair is five multiplications. Four cells at a time are held against the same neighbours.
   */
  private final class Run {
    private final CellRows rows;
    private final double[] weights;
    private final double scale;
    private final double[] heights = new double[INTERVALS + 1];
    private final double[] slopes = new double[INTERVALS + 1];
    private final long[] densities;

    Run(CellRows rows, WeightedCells cells) {
      this.rows = rows;
      int size = rows.size();
      this.densities = new long[size];
      this.weights = new double[size];
      for (int place = 0; place < size; place++) {
        weights[place] = cells.weightMillionths(rows.position(place));
      }
      this.scale = INTERVALS / CellRows.squaredChord(CUT_BANDWIDTHS * bandwidthKilometres);
      for (int node = 0; node < INTERVALS; node++) {
        slopes[node] = kernel(node + 1) - kernel(node);
        heights[node] = kernel(node) - slopes[node] * node;
      }
    }

    private double kernel(int node) {
      double bandwidths = CellRows.kilometres(node / scale) / bandwidthKilometres;
      return StrictMath.exp(-bandwidths * bandwidths / 2);
    }

    void addUp(int first, int last, int runs, int[] from, int[] to) {
      double[] x = rows.x;
      double[] y = rows.y;
      double[] z = rows.z;
      double[] weights = this.weights;
      double[] heights = this.heights;
      double[] slopes = this.slopes;
      double most = 2 * scale;
      int second = Math.min(first + 1, last - 1);
      int third = Math.min(first + 2, last - 1);
      double x1 = -most * x[first];
      double y1 = -most * y[first];
      double z1 = -most * z[first];
      double x2 = -most * x[second];
      double y2 = -most * y[second];
      double z2 = -most * z[second];
      double x3 = -most * x[third];
      double y3 = -most * y[third];
      double z3 = -most * z[third];
      double x4 = -most * x[last - 1];
      double y4 = -most * y[last - 1];
      double z4 = -most * z[last - 1];
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      double sum4 = 0;
      for (int run = 0; run < runs; run++) {
        int end = to[run];
        for (int other = from[run]; other < end; other++) {
          double ox = x[other];
          double oy = y[other];
          double oz = z[other];
          double weight = weights[other];
          double t1 = Math.fma(x1, ox, Math.fma(y1, oy, Math.fma(z1, oz, most)));
          double t2 = Math.fma(x2, ox, Math.fma(y2, oy, Math.fma(z2, oz, most)));
          double t3 = Math.fma(x3, ox, Math.fma(y3, oy, Math.fma(z3, oz, most)));
          double t4 = Math.fma(x4, ox, Math.fma(y4, oy, Math.fma(z4, oz, most)));
          int node1 = Math.min((int) t1, INTERVALS);
          int node2 = Math.min((int) t2, INTERVALS);
          int node3 = Math.min((int) t3, INTERVALS);
          int node4 = Math.min((int) t4, INTERVALS);
          sum1 = Math.fma(weight, Math.fma(slopes[node1], t1, heights[node1]), sum1);
          sum2 = Math.fma(weight, Math.fma(slopes[node2], t2, heights[node2]), sum2);
          sum3 = Math.fma(weight, Math.fma(slopes[node3], t3, heights[node3]), sum3);
          sum4 = Math.fma(weight, Math.fma(slopes[node4], t4, heights[node4]), sum4);
        }
      }
      densities[last - 1] = Math.round(sum4);
      densities[third] = Math.round(sum3);
      densities[second] = Math.round(sum2);
      densities[first] = Math.round(sum1);
    }
  }
}
