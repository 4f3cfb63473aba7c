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
   * The kernel is a table of straight lines over the squared chord (height, slope, height, slope),
   * scaled so that the cut lies at {@link #INTERVALS}; from there on the lines are zero. With p and
   * q unit vectors, the squared chord is 2 - 2 p q: the whole of a pair is five multiplications.
   * Two cells at a time are held against the same neighbours.
   */
  private final class Run {
    private final double[] points;
    private final double scale;
    private final double[] lines = new double[4 * INTERVALS];
    private final long[] densities;

    Run(CellRows rows, WeightedCells cells) {
      int size = rows.size();
      this.densities = new long[size];
      this.points = new double[4 * size];
      for (int place = 0; place < size; place++) {
        points[4 * place] = rows.x[place];
        points[4 * place + 1] = rows.y[place];
        points[4 * place + 2] = rows.z[place];
        points[4 * place + 3] = cells.weightMillionths(rows.position(place));
      }
      this.scale = INTERVALS / CellRows.squaredChord(CUT_BANDWIDTHS * bandwidthKilometres);
      for (int node = 0; node < INTERVALS; node++) {
        double slope = kernel(node + 1) - kernel(node);
        lines[2 * node] = kernel(node) - slope * node;
        lines[2 * node + 1] = slope;
      }
    }

    private double kernel(int node) {
      double bandwidths = CellRows.kilometres(node / scale) / bandwidthKilometres;
      return StrictMath.exp(-bandwidths * bandwidths / 2);
    }

    void addUp(int first, int last, int runs, int[] from, int[] to) {
      for (int place = first; place < last; place += 2) {
        addUpTwo(place, Math.min(place + 1, last - 1), runs, from, to);
      }
    }

    private void addUpTwo(int one, int two, int runs, int[] from, int[] to) {
      double[] points = this.points;
      double[] lines = this.lines;
      int mask = lines.length - 1;
      double most = 2 * scale;
      double x1 = -most * points[4 * one];
      double y1 = -most * points[4 * one + 1];
      double z1 = -most * points[4 * one + 2];
      double x2 = -most * points[4 * two];
      double y2 = -most * points[4 * two + 1];
      double z2 = -most * points[4 * two + 2];
      double sum1 = 0;
      double sum2 = 0;
      for (int run = 0; run < runs; run++) {
        int end = 4 * to[run];
        for (int other = 4 * from[run]; other < end; other += 4) {
          double x = points[other];
          double y = points[other + 1];
          double z = points[other + 2];
          double weight = points[other + 3];
          double t1 = Math.fma(x1, x, Math.fma(y1, y, Math.fma(z1, z, most)));
          double t2 = Math.fma(x2, x, Math.fma(y2, y, Math.fma(z2, z, most)));
          int line1 = 2 * Math.min((int) t1, INTERVALS);
          int line2 = 2 * Math.min((int) t2, INTERVALS);
          double k1 = Math.fma(lines[(line1 + 1) & mask], t1, lines[line1 & mask]);
          double k2 = Math.fma(lines[(line2 + 1) & mask], t2, lines[line2 & mask]);
          sum1 = Math.fma(weight, k1, sum1);
          sum2 = Math.fma(weight, k2, sum2);
        }
      }
      densities[two] = Math.round(sum2);
      densities[one] = Math.round(sum1);
    }
  }
}
