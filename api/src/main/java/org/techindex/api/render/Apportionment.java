package org.techindex.api.render;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shares a whole number out in proportion to weights by the largest remainder (Hamilton's method),
 * so that the parts add up to it exactly.
 */
final class Apportionment {

  private Apportionment() {}

  /**
   * @param total zero or more
   * @param weights zero or more each; where all are zero, the first part gets everything
   * @return one part for each weight; the earlier one of equal remainders is rounded up
   */
  static long[] of(long total, List<Double> weights) {
    long[] parts = new long[weights.size()];
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    if (weights.isEmpty() || sum == 0) {
      if (parts.length > 0) {
        parts[0] = total;
      }
      return parts;
    }
    double[] remainders = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      double exact = total * (weights.get(i) / sum);
      parts[i] = (long) Math.floor(exact);
      remainders[i] = exact - parts[i];
    }
    long rest = total - Arrays.stream(parts).sum();
    int[] order =
        IntStream.range(0, parts.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -remainders[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; rest != 0; i = (i + 1) % order.length) {
      long step = Long.signum(rest);
      if (parts[order[i]] + step >= 0) {
        parts[order[i]] += step;
        rest -= step;
      }
    }
    return parts;
  }
}
