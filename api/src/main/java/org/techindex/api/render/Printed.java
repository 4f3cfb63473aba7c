package org.techindex.api.render;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.RankedCluster;

/** Numbers as people read them; the only place where published numbers are rounded. */
public final class Printed {

  private Printed() {}

  /** A percentage with one decimal, halves up: "29.6". */
  public static String percentage(double percentage) {
    return decimals(percentage, 1);
  }

  /** A change in percentage points with one decimal and its sign: "+0.2", "−0.3", "0.0". */
  public static String points(double points) {
    String size = decimals(Math.abs(points), 1);
    return size.equals("0.0") ? size : (points < 0 ? "−" : "+") + size;
  }

  static String decimals(double number, int places) {
    return BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP).toPlainString();
  }

  /** "3", "=3" where the rank is shared, "–" for Elsewhere. */
  public static String rank(SectorRanking ranking, RankedCluster row) {
    return row.rank() == 0
        ? "–"
        : rank(row.rank(), ranking.clusters().stream().map(RankedCluster::rank).toList());
  }

  /** "3", or "=3" where several of the ranks are 3. */
  public static String rank(int rank, List<Integer> ranks) {
    long sharing = ranks.stream().filter(each -> each == rank).count();
    return (sharing > 1 ? "=" : "") + rank;
  }

  /** "1st", "22nd", "13th". */
  public static String ordinal(int number) {
    int lastTwo = number % 100;
    if (lastTwo >= 11 && lastTwo <= 13) {
      return number + "th";
    }
    return switch (number % 10) {
      case 1 -> number + "st";
      case 2 -> number + "nd";
      case 3 -> number + "rd";
      case 0, 4, 5, 6, 7, 8, 9 -> number + "th";
      default -> throw new IllegalArgumentException("a rank is not negative: " + number);
    };
  }
}
