package org.techindex.scoring.release;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** How alike two rankings are. */
public final class RankCorrelation {

  /**
   * How much each further depth counts of the one before: the first ten have 86 % of the weight.
   */
  private static final double PERSISTENCE = 0.9;

  private RankCorrelation() {}

  /**
   * Kendall's tau-b over what both rankings hold: 1 for the same order, -1 for the reverse, ties
   * corrected for.
   *
   * @param left rank by id
   * @return empty where fewer than two are in both, or all of them tie
   * @see <a href="https://doi.org/10.1093/biomet/33.3.239">Kendall 1945, The treatment of ties in
   *     ranking problems</a>
   */
  public static OptionalDouble kendallTauB(Map<String, Integer> left, Map<String, Integer> right) {
    List<String> both = left.keySet().stream().filter(right::containsKey).sorted().toList();
    long agreement = 0;
    long untiedLeft = 0;
    long untiedRight = 0;
    for (int i = 0; i < both.size(); i++) {
      for (int j = 0; j < i; j++) {
        int inLeft = order(left, both.get(i), both.get(j));
        int inRight = order(right, both.get(i), both.get(j));
        agreement += (long) inLeft * inRight;
        untiedLeft += Math.abs(inLeft);
        untiedRight += Math.abs(inRight);
      }
    }
    return untiedLeft == 0 || untiedRight == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(agreement / Math.sqrt((double) untiedLeft * untiedRight));
  }

  private static int order(Map<String, Integer> ranks, String one, String other) {
    return Integer.compare(ranks.getOrDefault(one, 0), ranks.getOrDefault(other, 0));
  }

  /**
   * Rank-biased overlap, extrapolated, of two lists: 0 (nothing in common) to 1 (equal). What is
   * high in the lists counts most.
   *
   * @return 1 if both are empty, 0 if one is
   * @see <a href="https://doi.org/10.1145/1852102.1852106">Webber, Moffat, Zobel 2010, A similarity
   *     measure for indefinite rankings</a>, equation 32
   */
  public static double rankBiasedOverlap(List<String> left, List<String> right) {
    List<String> shorter = left.size() <= right.size() ? left : right;
    List<String> longer = left.size() <= right.size() ? right : left;
    if (shorter.isEmpty()) {
      return longer.isEmpty() ? 1 : 0;
    }
    int shortDepth = shorter.size();
    int longDepth = longer.size();
    double sum = 0;
    double power = 1;
    double commonAtShort = common(shortDepth, shorter, longer);
    for (int depth = 1; depth <= longDepth; depth++) {
      power *= PERSISTENCE;
      sum += common(depth, shorter, longer) / (double) depth * power;
      if (depth > shortDepth) {
        sum += commonAtShort * (depth - shortDepth) / ((double) shortDepth * depth) * power;
      }
    }
    double beyond = common(longDepth, shorter, longer) - commonAtShort;
    double end = (beyond / longDepth + commonAtShort / shortDepth) * power;
    return (1 - PERSISTENCE) / PERSISTENCE * sum + end;
  }

  /** The part of the first {@code depth} of either list that is in both, 0 to 1. */
  public static double overlapAt(int depth, List<String> left, List<String> right) {
    int most = Math.min(depth, Math.max(left.size(), right.size()));
    return most == 0 ? 1 : (double) common(depth, left, right) / most;
  }

  private static int common(int depth, List<String> left, List<String> right) {
    Set<String> first = new HashSet<>(left.subList(0, Math.min(depth, left.size())));
    first.retainAll(right.subList(0, Math.min(depth, right.size())));
    return first.size();
  }
}
