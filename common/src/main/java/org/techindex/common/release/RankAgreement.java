package org.techindex.common.release;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** How much two rankings agree. */
public final class RankAgreement {

  /**
   * Persistence of rank-biased overlap: the first ten ranks carry 86 % of the weight (Webber,
   * Moffat and Zobel 2010, table 1).
   */
  private static final double PERSISTENCE = 0.9;

  private static final int TEN = 10;

  private RankAgreement() {}

  /**
   * Kendall's tau-b, which allows for ties: -1 to 1; empty where one side has all ranks equal or
   * there are fewer than two.
   *
   * @param ranks of the things that both rankings have
   * @param others ranks of the same things in the same order
   * @see <a href="https://doi.org/10.1093/biomet/33.3.239">Kendall 1945, The treatment of ties</a>
   */
  public static OptionalDouble kendallTauB(int[] ranks, int[] others) {
    long concordance = 0;
    long untied = 0;
    long untiedOthers = 0;
    for (int i = 0; i < ranks.length; i++) {
      for (int j = 0; j < i; j++) {
        long sign = Integer.compare(ranks[i], ranks[j]);
        long otherSign = Integer.compare(others[i], others[j]);
        concordance += sign * otherSign;
        untied += sign * sign;
        untiedOthers += otherSign * otherSign;
      }
    }
    return untied == 0 || untiedOthers == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(concordance / Math.sqrt((double) untied * untiedOthers));
  }

  /**
   * Rank-biased overlap, extrapolated from the ranks that are there: 0 to 1; 1 for two empty lists.
   *
   * @param first from the best on, each once
   * @param second the same of the other ranking
   * @see <a href="https://doi.org/10.1145/1852102.1852106">Webber, Moffat and Zobel 2010, equation
   *     32</a>
   */
  public static double rankBiasedOverlap(List<String> first, List<String> second) {
    boolean firstIsShorter = first.size() <= second.size();
    List<String> shorter = firstIsShorter ? first : second;
    List<String> longer = firstIsShorter ? second : first;
    if (shorter.isEmpty()) {
      return longer.isEmpty() ? 1 : 0;
    }
    int shortLength = shorter.size();
    int longLength = longer.size();
    Set<String> seenShort = new HashSet<>();
    Set<String> seenLong = new HashSet<>();
    int overlap = 0;
    int overlapAtShort = 0;
    double sum = 0;
    double weight = 1;
    for (int depth = 1; depth <= longLength; depth++) {
      String fromLong = longer.get(depth - 1);
      seenLong.add(fromLong);
      if (depth <= shortLength) {
        String fromShort = shorter.get(depth - 1);
        seenShort.add(fromShort);
        overlap += fromShort.equals(fromLong) ? 1 : 0;
        overlap += !fromShort.equals(fromLong) && seenLong.contains(fromShort) ? 1 : 0;
        overlap += !fromShort.equals(fromLong) && seenShort.contains(fromLong) ? 1 : 0;
        overlapAtShort = overlap;
      } else if (seenShort.contains(fromLong)) {
        overlap++;
      }
      weight *= PERSISTENCE;
      sum += (double) overlap / depth * weight;
      if (depth > shortLength) {
        sum +=
            (double) overlapAtShort
                * (depth - shortLength)
                / ((double) shortLength * depth)
                * weight;
      }
    }
    return (1 - PERSISTENCE) / PERSISTENCE * sum
        + ((double) (overlap - overlapAtShort) / longLength + (double) overlapAtShort / shortLength)
            * weight;
  }

  /**
   * Part of the first ten that both rankings have, 0 to 1; of the shorter one where that has fewer
   * than ten, and 1 where it has none.
   */
  public static double overlapAtTen(List<String> first, List<String> second) {
    int depth = Math.min(TEN, Math.min(first.size(), second.size()));
    if (depth == 0) {
      return 1;
    }
    Set<String> common = new HashSet<>(first.subList(0, depth));
    common.retainAll(second.subList(0, depth));
    return (double) common.size() / depth;
  }
}
