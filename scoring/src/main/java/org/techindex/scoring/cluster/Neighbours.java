package org.techindex.scoring.cluster;

import java.util.Arrays;
import java.util.List;

/**
 * All pairs of cells within a distance of each other, each pair once: with the cell of the lower
 * place. Kept by {@link CellRows.Stripe}, so that several threads can go through them.
 */
final class Neighbours {

  /** About as many neighbours of higher place as a cell has within 8 km. */
  private static final int EXPECTED = 24;

  private static final int STRIPE_CELLS = 1 << 13;

  private final List<OfStripe> stripes;

  Neighbours(CellRows rows, double kilometres) {
    double beyond = Math.nextUp(CellRows.squaredChord(kilometres));
    this.stripes =
        rows.stripes(STRIPE_CELLS, kilometres).parallelStream()
            .map(stripe -> {
              OfStripe ofStripe = new OfStripe(rows, stripe, beyond);
              rows.forEachNeighbourhoodOnwards(kilometres, stripe, ofStripe);
              return ofStripe;
            })
            .toList();
  }

  List<OfStripe> stripes() {
    return stripes;
  }

  /** The pairs whose lower place lies in one stripe. */
  static final class OfStripe implements CellRows.Visit {
    private final CellRows rows;
    private final CellRows.Stripe stripe;
    private final double beyond;
    private final int[] ends;
    private int[] found;
    private int count;

    private OfStripe(CellRows rows, CellRows.Stripe stripe, double beyond) {
      this.rows = rows;
      this.stripe = stripe;
      this.beyond = beyond;
      this.ends = new int[stripe.cells()];
      this.found = new int[EXPECTED * stripe.cells()];
    }

    /** The first place of the stripe. */
    int first() {
      return stripe.first();
    }

    /** Number of cells from the first place to the last that occurs in a pair. */
    int reach() {
      return stripe.end() - stripe.first();
    }

    /** Number of cells of the stripe itself. */
    int cells() {
      return ends.length;
    }

    /** Where the neighbours of the cell at {@code first() + i} begin. */
    int from(int i) {
      return i == 0 ? 0 : ends[i - 1];
    }

    int to(int i) {
      return ends[i];
    }

    /** Place of a neighbour: from those of the first cell to those of the last. */
    int neighbour(int at) {
      return found[at];
    }

    @Override
    public void at(int first, int last, int runs, int[] from, int[] to) {
      int most = CellRows.GROUP;
      for (int run = 0; run < runs; run++) {
        most += to[run] - from[run];
      }
      for (int place = first; place < last; place++) {
        if (found.length < count + most) {
          found = Arrays.copyOf(found, 2 * found.length + most);
        }
        count = find(place, place + 1, last, count);
        for (int run = 0; run < runs; run++) {
          count = find(place, from[run], to[run], count);
        }
        ends[place - stripe.first()] = count;
      }
    }

    private int find(int place, int from, int to, int countBefore) {
      double[] xs = rows.x;
      double[] ys = rows.y;
      double[] zs = rows.z;
      int[] into = found;
      double x = xs[place];
      double y = ys[place];
      double z = zs[place];
      int at = countBefore;
      for (int other = from; other < to; other++) {
        double dx = xs[other] - x;
        double dy = ys[other] - y;
        double dz = zs[other] - z;
        into[at] = other;
        // One if it is near, without a jump that could not be foreseen.
        at += (int) (Double.doubleToRawLongBits(dx * dx + dy * dy + dz * dz - beyond) >>> 63);
      }
      return at;
    }
  }
}
