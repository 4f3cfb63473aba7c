package org.techindex.scoring.release;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.release.SectorRanking.FactorShare;
import org.techindex.common.release.SectorRanking.RankedCluster;

/**
 * What must hold of every table before it is published. A table that breaks a rule is a defect of
 * the engine, not of the data, and is not published.
 */
public final class ReleaseCheck {

  /** How far sums of some hundred doubles of this size may be from the truth. */
  private static final double TOLERANCE = 1e-9;

  private ReleaseCheck() {}

  /**
   * @return one sentence for each rule that a table breaks; none if all is well
   */
  public static List<String> broken(List<SectorRanking> rankings) {
    List<String> broken = new ArrayList<>();
    for (SectorRanking ranking : rankings) {
      for (String sentence : broken(ranking)) {
        broken.add(ranking.title() + ": " + sentence);
      }
    }
    return broken;
  }

  /**
   * @throws IllegalStateException naming every rule that is broken
   */
  public static void require(List<SectorRanking> rankings) {
    List<String> broken = broken(rankings);
    if (!broken.isEmpty()) {
      throw new IllegalStateException("not published: " + String.join("; ", broken));
    }
  }

  private static List<String> broken(SectorRanking ranking) {
    List<String> broken = new ArrayList<>();
    List<RankedCluster> rows =
        Stream.concat(ranking.clusters().stream(), Stream.of(ranking.elsewhere())).toList();
    if (!ranking.factors().isEmpty()) {
      sumsUp(broken, "the percentages", rows.stream().mapToDouble(RankedCluster::percentage), 100);
      sumsUp(
          broken,
          "the factor weights",
          ranking.factors().stream().mapToDouble(SectorRanking.FactorTotal::weight),
          1);
      for (int factor = 0; factor < ranking.factors().size(); factor++) {
        int place = factor;
        sumsUp(
            broken,
            "the shares of " + ranking.factors().get(factor).factor(),
            rows.stream().mapToDouble(row -> row.shares().get(place).share()),
            1);
      }
    }
    for (RankedCluster row : rows) {
      if (!(row.percentage() >= 0 && row.percentage() <= 100 + TOLERANCE)) {
        broken.add(row.id() + " has " + row.percentage() + " %");
      }
      sumsUp(
          broken,
          "the contributions to " + row.id(),
          row.shares().stream().mapToDouble(FactorShare::contribution),
          row.percentage());
    }
    ranks(broken, ranking.clusters());
    names(broken, ranking.clusters());
    return broken;
  }

  private static void sumsUp(List<String> broken, String what, DoubleStream parts, double whole) {
    double sum = parts.sum();
    if (!(Math.abs(sum - whole) <= TOLERANCE)) {
      broken.add(what + " add up to " + sum + ", not " + whole);
    }
  }

  /** First to last, equal percentages sharing a rank: 1, 2, 2, 4. */
  private static void ranks(List<String> broken, List<RankedCluster> clusters) {
    for (int i = 0; i < clusters.size(); i++) {
      RankedCluster cluster = clusters.get(i);
      boolean tied = i > 0 && clusters.get(i - 1).rank() == cluster.rank();
      int expected = tied ? clusters.get(i - 1).rank() : i + 1;
      double above = i == 0 ? 100 : clusters.get(i - 1).percentage();
      if (cluster.rank() != expected
          || cluster.percentage() > above + TOLERANCE
          || (tied && cluster.percentage() < above - TOLERANCE)) {
        broken.add(cluster.id() + " has rank " + cluster.rank() + " in place " + (i + 1));
      }
      cluster
          .interval()
          .filter(interval ->
              interval.lowRank() > cluster.rank()
                  || interval.highRank() < cluster.rank()
                  || interval.highRank() > clusters.size())
          .ifPresent(interval ->
              broken.add(
                  cluster.id()
                      + " of rank "
                      + cluster.rank()
                      + " could be "
                      + interval.lowRank()
                      + " to "
                      + interval.highRank()));
    }
  }

  private static void names(List<String> broken, List<RankedCluster> clusters) {
    Set<String> ids = new HashSet<>();
    for (RankedCluster cluster : clusters) {
      if (!ids.add(cluster.id())) {
        broken.add("two clusters have the id " + cluster.id());
      }
      if (cluster.name().isBlank() || cluster.regions().isEmpty()) {
        broken.add(cluster.id() + " has no name or no region");
      }
    }
  }
}
