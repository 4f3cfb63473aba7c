package org.techindex.scoring.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cells that have a denser neighbour of another basin within the bandwidth, from dense to thin.
 */
final class Meetings {

  private final Basins basins;
  private final DensityOrder order;
  private final int[] ranks;

  /** For each meeting the basins met, where they begin and how many they are. */
  private final int[] met;

  private final int[] starts;
  private final int[] counts;

  Meetings(Neighbours neighbours, DensityOrder order, Basins basins) {
    this.basins = basins;
    this.order = order;
    List<long[]> pairs =
        neighbours.stripes().parallelStream().map(stripe -> pairs(stripe, order, basins)).toList();
    int[] startOfRank = new int[order.size() + 1];
    for (long[] ofStripe : pairs) {
      for (long pair : ofStripe) {
        startOfRank[(int) (pair >>> Integer.SIZE) + 1]++;
      }
    }
    int cells = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      cells += startOfRank[rank + 1] > 0 ? 1 : 0;
      startOfRank[rank + 1] += startOfRank[rank];
    }
    this.ranks = new int[cells];
    this.starts = new int[cells];
    this.counts = new int[cells];
    int meeting = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      if (startOfRank[rank] < startOfRank[rank + 1]) {
        ranks[meeting] = rank;
        starts[meeting] = startOfRank[rank];
        counts[meeting++] = startOfRank[rank + 1] - startOfRank[rank];
      }
    }
    this.met = new int[startOfRank[order.size()]];
    for (long[] ofStripe : pairs) {
      for (long pair : ofStripe) {
        met[startOfRank[(int) (pair >>> Integer.SIZE)]++] = (int) pair;
      }
    }
    IntStream.range(0, cells).parallel().forEach(this::basinsFromRanks);
  }

  /** Pairs of different basins: in the upper half the rank of the thinner cell, then the other. */
  private static long[] pairs(Neighbours.OfStripe stripe, DensityOrder order, Basins basins) {
    long[] pairs = new long[stripe.cells()];
    int count = 0;
    for (int i = 0; i < stripe.cells(); i++) {
      int place = stripe.first() + i;
      int own = basins.basin(place);
      for (int at = stripe.from(i); at < stripe.to(i); at++) {
        int other = stripe.neighbour(at);
        if (basins.basin(other) != own
            && own != Basins.NONE
            && basins.basin(other) != Basins.NONE) {
          if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * count);
          }
          int rank = order.rank(place);
          int otherRank = order.rank(other);
          pairs[count++] =
              (long) Math.max(rank, otherRank) << Integer.SIZE | Math.min(rank, otherRank);
        }
      }
    }
    return Arrays.copyOf(pairs, count);
  }

  /** Puts in the place of denser cells their basins, each once and by its densest cell. */
  private void basinsFromRanks(int meeting) {
    int start = starts[meeting];
    Arrays.sort(met, start, start + counts[meeting]);
    int kept = 0;
    for (int i = 0; i < counts[meeting]; i++) {
      int basin = basins.basin(order.place(met[start + i]));
      int at = 0;
      while (at < kept && met[start + at] != basin) {
        at++;
      }
      met[start + at] = basin;
      kept = Math.max(kept, at + 1);
    }
    counts[meeting] = kept;
  }

  int count() {
    return ranks.length;
  }

  /** Place of the cell. */
  int place(int meeting) {
    return order.place(ranks[meeting]);
  }

  /** Number of other basins. */
  int others(int meeting) {
    return counts[meeting];
  }

  /** The other basins, in the order of their densest cells in reach, from dense to thin. */
  int other(int meeting, int i) {
    return met[starts[meeting] + i];
  }
}
