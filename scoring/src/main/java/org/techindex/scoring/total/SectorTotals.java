package org.techindex.scoring.total;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;

/**
 * What one sector amounts to in each cell at the end of a month: all that scoring reads of the
 * signals. Every array of the chain that follows is aligned on these cells.
 *
 * <p>Influence is the sum of membership times {@code log2(1 + outside links + citations)} over the
 * signals of all kinds, in millionths; organisations are businesses and institutions with any
 * membership.
 */
public final class SectorTotals {

  private final Sector sector;
  private final YearMonth asOf;
  private final long[] cells;
  private final Map<SignalKind, KindTotals> kinds;
  private final long[] influence;
  private final long[] squaredInfluence;
  private final long[] organisations;

  /**
   * @param asOf the last month that counts
   * @param cells H3 indexes, strictly ascending
   * @param kinds totals of each kind; a kind that is not there has no signals
   * @param influence one for each cell, in millionths
   * @param squaredInfluence sums of squared influence, in millionths
   * @throws IllegalArgumentException if the cells do not ascend or the arrays differ in length
   */
  public SectorTotals(
      Sector sector,
      YearMonth asOf,
      long[] cells,
      Map<SignalKind, KindTotals> kinds,
      long[] influence,
      long[] squaredInfluence,
      long[] organisations) {
    for (int i = 1; i < cells.length; i++) {
      if (cells[i - 1] >= cells[i]) {
        throw new IllegalArgumentException("the cells of a sector's totals ascend");
      }
    }
    this.kinds = new EnumMap<>(SignalKind.class);
    for (SignalKind kind : SignalKind.values()) {
      KindTotals totals = kinds.get(kind);
      this.kinds.put(kind, totals == null ? KindTotals.none(cells.length) : totals);
    }
    if (influence.length != cells.length
        || squaredInfluence.length != cells.length
        || organisations.length != cells.length
        || this.kinds.values().stream().anyMatch(kind -> kind.size() != cells.length)) {
      throw new IllegalArgumentException("totals of a sector need one value for each cell");
    }
    this.sector = sector;
    this.asOf = asOf;
    this.cells = cells.clone();
    this.influence = influence.clone();
    this.squaredInfluence = squaredInfluence.clone();
    this.organisations = organisations.clone();
  }

  public Sector sector() {
    return sector;
  }

  /** The last month that counts. */
  public YearMonth asOf() {
    return asOf;
  }

  /** Number of cells. */
  public int size() {
    return cells.length;
  }

  /** H3 index of a cell; they ascend. */
  public long cell(int cell) {
    return cells[cell];
  }

  /** A copy of all H3 indexes, ascending. */
  public long[] cells() {
    return cells.clone();
  }

  /** Place of an H3 index among the cells; negative if it is not there. */
  public int indexOf(long h3Index) {
    return Arrays.binarySearch(cells, h3Index);
  }

  public KindTotals kind(SignalKind kind) {
    KindTotals totals = kinds.get(kind);
    if (totals == null) {
      throw new IllegalStateException("totals of every kind are put in at construction");
    }
    return totals;
  }

  /** Heads of all kinds in millionths: what clustering weighs the cell by. */
  public long heads(int cell) {
    long sum = 0;
    for (KindTotals kind : kinds.values()) {
      sum = Math.addExact(sum, kind.heads(cell));
    }
    return sum;
  }

  /** Parts of signals of all kinds with any membership. */
  public long signals(int cell) {
    long sum = 0;
    for (KindTotals kind : kinds.values()) {
      sum += kind.signals(cell);
    }
    return sum;
  }

  /** Influence in millionths. */
  public long influence(int cell) {
    return influence[cell];
  }

  /** Sum of squared influence in millionths. */
  public long squaredInfluence(int cell) {
    return squaredInfluence[cell];
  }

  /** Businesses and institutions with any membership. */
  public long organisations(int cell) {
    return organisations[cell];
  }
}
