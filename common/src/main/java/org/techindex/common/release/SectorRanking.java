package org.techindex.common.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.techindex.common.method.Factor;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.method.Percentages;

/**
 * The ranking of one sector: what scoring publishes and the API serves. Its JSON, as {@link
 * RankingJson} writes it, is the document {@code sectors/<sector>.json} of a release.
 *
 * @param sector id of the sector: "ai-and-data"
 * @param title the sector as printed: "AI and Data"
 * @param asOf the last month that counts: "2026-11"
 * @param method name of the method file: "live-1"
 * @param factors the factors in force, in table order
 * @param clusters from the first rank to the last
 * @param elsewhere all that lies in no cluster; its percentage and those of the clusters add up to
 *     100
 * @param warnings what the run found odd about itself, in plain sentences
 */
public record SectorRanking(
    String sector,
    String title,
    String asOf,
    String method,
    List<FactorTotal> factors,
    List<RankedCluster> clusters,
    RankedCluster elsewhere,
    List<String> warnings) {

  /** The id of the Elsewhere row. */
  public static final String ELSEWHERE_ID = "elsewhere";

  public SectorRanking {
    factors = List.copyOf(factors);
    clusters = List.copyOf(clusters);
    warnings = List.copyOf(warnings);
  }

  /**
   * @param factor its word: "activity"
   * @param weight its weight in the percentage, after absent factors were dropped; the weights add
   *     up to 1
   * @param amountMillionths its national sum
   */
  public record FactorTotal(String factor, double weight, long amountMillionths) {}

  /**
   * One row of the table.
   *
   * @param id stable from release to release, of its first towns: "manchester-burnley"; "elsewhere"
   *     for the Elsewhere row
   * @param rank 1 or more, equal percentages share a rank (1, 2, 2, 4); 0 for Elsewhere
   * @param name the towns joined with ", "; "Elsewhere" for the Elsewhere row
   * @param percentage 0 to 100, unrounded
   * @param shares one for each factor in force, in the order of {@link SectorRanking#factors}
   * @param interval empty for Elsewhere
   * @param specialisms one for each of the five sectors; empty for All sectors and Elsewhere
   * @param peak the densest cell; empty for Elsewhere
   * @param cells the cells of the cluster by index; of Elsewhere those with activity
   * @param organisations businesses and institutions
   */
  public record RankedCluster(
      String id,
      int rank,
      String name,
      List<Town> towns,
      List<String> regions,
      double percentage,
      List<FactorShare> shares,
      Optional<Interval> interval,
      List<Specialism> specialisms,
      Optional<Peak> peak,
      List<CellWeight> cells,
      long signals,
      long organisations) {

    public RankedCluster {
      towns = List.copyOf(towns);
      regions = List.copyOf(regions);
      shares = List.copyOf(shares);
      specialisms = List.copyOf(specialisms);
      cells = List.copyOf(cells);
    }

    /**
     * The percentage under other weights, 0 to 100; under those of the method the published one.
     *
     * @throws IllegalArgumentException if no factor in force has a weight
     */
    public double percentageUnder(FactorWeights weights) {
      List<Factor> factors = new ArrayList<>(shares.size());
      double[][] ofRow = {new double[shares.size()]};
      for (FactorShare share : shares) {
        ofRow[0][factors.size()] = share.share();
        factors.add(Factor.named(share.factor()));
      }
      return Percentages.of(factors, ofRow, weights).percentage(0);
    }
  }

  /**
   * A town that names a cluster.
   *
   * @param share the part of the cluster's weight that lies around it, 0 to 1
   */
  public record Town(
      long geonameId,
      String name,
      String region,
      double latitude,
      double longitude,
      double share) {}

  /**
   * What a factor adds to a percentage.
   *
   * @param amountMillionths the factor's amount in the cluster
   * @param share the amount over the national sum, 0 to 1
   * @param contribution {@code 100 * weight * share}: percentage points; those of a cluster add up
   *     to its percentage
   */
  public record FactorShare(
      String factor, long amountMillionths, double share, double contribution) {}

  /**
   * How sure the rank is.
   *
   * @param lowRank best rank of the simultaneous 95 % confidence set
   * @param highRank worst rank of it
   * @param lowPercentage lower end of the 95 % interval of the percentage
   * @param highPercentage upper end of it
   * @param medianRankAnyWeights median rank under factor weights drawn evenly from all that add up
   *     to one
   * @param lowRankAnyWeights the rank that 5 % of those draws are better than or equal to
   * @param highRankAnyWeights the rank that 95 % of those draws are better than or equal to
   */
  public record Interval(
      int lowRank,
      int highRank,
      double lowPercentage,
      double highPercentage,
      int medianRankAnyWeights,
      int lowRankAnyWeights,
      int highRankAnyWeights) {

    /** A rank with what it may be: "3 (2 to 5; 2 to 9 under any weights)". */
    public String line(int rank) {
      return "%d (%d to %d; %d to %d under any weights)"
          .formatted(rank, lowRank, highRank, lowRankAnyWeights, highRankAnyWeights);
    }
  }

  /**
   * How concentrated a sector is in a cluster.
   *
   * @param quotient location quotient: observed over expected weight
   * @param shrunkQuotient the same, shrunk towards the mean by empirical Bayes
   * @param significant whether the excess is more than chance
   */
  public record Specialism(
      String sector, double quotient, double shrunkQuotient, boolean significant) {}

  public record Peak(String cell, double latitude, double longitude) {}

  /**
   * @param cell H3 index in hexadecimal
   * @param weightMillionths heads of all kinds in the cell: what clusters form around
   * @param organisations businesses and institutions; below ten it is not to be shown
   */
  public record CellWeight(String cell, long weightMillionths, long organisations) {}
}
