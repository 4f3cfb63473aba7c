package org.techindex.scoring.share;

import java.util.ArrayList;
import java.util.List;
import org.techindex.common.method.Counting;
import org.techindex.common.method.Factor;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;
import org.techindex.scoring.cluster.Clustering;
import org.techindex.scoring.share.FactorAmounts.Part;
import org.techindex.scoring.total.KindTotals;
import org.techindex.scoring.total.SectorTotals;

/**
 * The share of each factor in each row of a sector's table: the clusters in the order of their
 * labels, then Elsewhere. Only factors in force are there, those with anything in the nation.
 *
 * <p>Activity is the weight of businesses, events that of events as they fade, universities half
 * publications and half institutions, influence what reaches beyond its surroundings, specialisms
 * the {@linkplain LocationQuotients#excess heads beyond the national mix}. Where heads are counted,
 * activity, events and universities are heads of their kinds, and the other two are not counted.
 */
public final class FactorShares {

  private final int clusters;
  private final List<FactorAmounts> factors;
  private final long[] heads;
  private final List<String> warnings;

  private FactorShares(
      int clusters, List<FactorAmounts> factors, long[] heads, List<String> warnings) {
    this.clusters = clusters;
    this.factors = List.copyOf(factors);
    this.heads = heads;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Sums the factors over the rows.
   *
   * @param clustering of the cells of these totals
   * @param specialisms of the same totals and clustering
   * @throws IllegalArgumentException if the clustering is not aligned with the totals
   * @throws ArithmeticException if a sum does not fit 64 bits
   */
  public static FactorShares of(
      SectorTotals totals, Clustering clustering, Specialisms specialisms, Counting counting) {
    if (clustering.size() != totals.size()) {
      throw new IllegalArgumentException(
          clustering.size() + " clustered cells for " + totals.size() + " cells of totals");
    }
    return switch (counting) {
      case Counting.Factors _ -> new Run(totals, Rows.of(clustering)).factors(specialisms);
      case Counting.Heads _ -> new Run(totals, Rows.of(clustering)).heads();
    };
  }

  private static final class Run {

    private final SectorTotals totals;
    private final Rows rows;
    private final List<FactorAmounts> inForce = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Run(SectorTotals totals, Rows rows) {
      this.totals = totals;
      this.rows = rows;
    }

    FactorShares factors(Specialisms specialisms) {
      take(Factor.ACTIVITY, weightOf(SignalKind.BUSINESS));
      take(Factor.EVENTS, weightOf(SignalKind.EVENT));
      Part publications = weightOf(SignalKind.PUBLICATION);
      Part institutions = weightOf(SignalKind.INSTITUTION);
      if (publications.isEmpty() && institutions.isEmpty()) {
        absent(Factor.UNIVERSITIES);
      } else {
        inForce.add(FactorAmounts.ofHalves(Factor.UNIVERSITIES, publications, institutions));
      }
      take(
          Factor.INFLUENCE,
          new Part(rows.sums(totals::influence))
              .withUnknownKinds(rows.sums(totals::squaredInfluence)));
      if (specialisms.defined()) {
        take(Factor.SPECIALISMS, excess(specialisms));
      } else {
        warnings.add(
            "Specialisms are not defined for "
                + Sector.ALL_SECTORS.title()
                + ": the weights of the other factors are rescaled.");
      }
      return result();
    }

    FactorShares heads() {
      take(Factor.ACTIVITY, headsOf(SignalKind.BUSINESS));
      take(Factor.EVENTS, headsOf(SignalKind.EVENT));
      take(Factor.UNIVERSITIES, headsOf(SignalKind.INSTITUTION, SignalKind.PUBLICATION));
      return result();
    }

    private FactorShares result() {
      if (inForce.isEmpty()) {
        warnings.clear();
        warnings.add("There are no signals: every percentage is 0.");
      }
      return new FactorShares(rows.clusters(), inForce, rows.sums(totals::heads), warnings);
    }

    private void take(Factor factor, Part part) {
      if (part.isEmpty()) {
        absent(factor);
      } else {
        inForce.add(FactorAmounts.of(factor, part));
      }
    }

    private void absent(Factor factor) {
      warnings.add(
          "Factor "
              + factor.word()
              + " has no data: the weights of the other factors are rescaled.");
    }

    private Part weightOf(SignalKind kind) {
      KindTotals ofKind = totals.kind(kind);
      return new Part(rows.sums(ofKind::weight)).with(kind, rows.sums(ofKind::squaredWeight));
    }

    private Part headsOf(SignalKind... kinds) {
      long[] heads = new long[rows.count()];
      for (SignalKind kind : kinds) {
        long[] ofKind = rows.sums(totals.kind(kind)::heads);
        for (int row = 0; row < heads.length; row++) {
          heads[row] = Math.addExact(heads[row], ofKind[row]);
        }
      }
      Part part = new Part(heads);
      for (SignalKind kind : kinds) {
        part.with(kind, rows.sums(totals.kind(kind)::squaredHeads));
      }
      return part;
    }

    /**
     * A signal of a row with excess adds its heads times the belief in that row's quotient, as long
     * as what is expected and the belief stay the same.
     */
    private Part excess(Specialisms specialisms) {
      long[] excess = new long[rows.count()];
      for (int row = 0; row < excess.length; row++) {
        excess[row] = Math.round(1e6 * specialisms.excess(row));
      }
      Part part = new Part(excess);
      for (SignalKind kind : SignalKind.values()) {
        long[] squares = rows.sums(totals.kind(kind)::squaredHeads);
        for (int row = 0; row < squares.length; row++) {
          double belief = specialisms.beliefInExcess(row);
          squares[row] = Math.round(belief * belief * squares[row]);
        }
        part.with(kind, squares);
      }
      return part;
    }
  }

  /** Number of clusters; row {@code clusters()} is Elsewhere. */
  public int clusters() {
    return clusters;
  }

  /** Number of rows: one more than clusters. */
  public int rows() {
    return clusters + 1;
  }

  /** The factors in force, in table order; none where there are no signals. */
  public List<Factor> factors() {
    return factors.stream().map(FactorAmounts::factor).toList();
  }

  /** What the factors in force amount to, in table order. */
  public List<FactorAmounts> amounts() {
    return factors;
  }

  /** The shares of each row, one for each factor in force in table order. A new copy. */
  public double[][] shares() {
    double[][] shares = new double[rows()][factors.size()];
    for (int row = 0; row < shares.length; row++) {
      for (int factor = 0; factor < factors.size(); factor++) {
        shares[row][factor] = factors.get(factor).share(row);
      }
    }
    return shares;
  }

  /** Heads of all kinds in a row, in millionths. */
  public long headsMillionths(int row) {
    return heads[row];
  }

  /** What the run found absent, in plain sentences. */
  public List<String> warnings() {
    return warnings;
  }
}
