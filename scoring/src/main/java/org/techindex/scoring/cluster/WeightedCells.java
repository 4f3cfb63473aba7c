package org.techindex.scoring.cluster;

import java.util.Arrays;
import org.techindex.common.measure.Weight;

/**
 * What a clusterer sees of a sector: its cells in the order of their H3 index, each with a weight,
 * and with the organisations and signals that stand behind it.
 */
public final class WeightedCells {

  private final long[] cells;
  private final long[] weights;
  private final long[] organisations;
  private final long[] signals;

  private WeightedCells(long[] cells, long[] weights, long[] organisations, long[] signals) {
    this.cells = cells;
    this.weights = weights;
    this.organisations = organisations;
    this.signals = signals;
  }

  /**
   * Takes arrays that are aligned with each other, in any order of cells; a cell that is given more
   * than once is summed. The arrays are copied.
   *
   * @param cells H3 indexes of resolution 7
   * @param weightMillionths heads of all kinds, 0 or more
   * @param organisations businesses and institutions, 0 or more
   * @param signals signals of all kinds, 0 or more
   * @throws IllegalArgumentException if the arrays differ in length or an amount is negative
   * @throws ArithmeticException if a sum over all cells does not fit 64 bits
   */
  public static WeightedCells of(
      long[] cells, long[] weightMillionths, long[] organisations, long[] signals) {
    int given = cells.length;
    if (weightMillionths.length != given
        || organisations.length != given
        || signals.length != given) {
      throw new IllegalArgumentException(
          "cells, weights, organisations and signals differ in length");
    }
    requireSummable(weightMillionths, "weight");
    requireSummable(organisations, "number of organisations");
    requireSummable(signals, "number of signals");
    long[] distinct = cells.clone();
    if (isStrictlyAscending(distinct)) {
      return new WeightedCells(
          distinct, weightMillionths.clone(), organisations.clone(), signals.clone());
    }
    Arrays.sort(distinct);
    int count = 0;
    for (int i = 0; i < given; i++) {
      if (i == 0 || distinct[i] != distinct[i - 1]) {
        distinct[count++] = distinct[i];
      }
    }
    distinct = Arrays.copyOf(distinct, count);
    long[][] sums = new long[3][count];
    for (int i = 0; i < given; i++) {
      int at = Arrays.binarySearch(distinct, cells[i]);
      sums[0][at] += weightMillionths[i];
      sums[1][at] += organisations[i];
      sums[2][at] += signals[i];
    }
    return new WeightedCells(distinct, sums[0], sums[1], sums[2]);
  }

  /** Cells whose signals are all businesses of certain membership: one signal, one organisation. */
  public static WeightedCells ofOrganisations(long[] cells, long[] organisations) {
    long[] weights = new long[organisations.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.multiplyExact(organisations[i], Weight.ONE_MILLIONTHS);
    }
    return of(cells, weights, organisations, organisations);
  }

  private static void requireSummable(long[] amounts, String what) {
    long sum = 0;
    for (long amount : amounts) {
      if (amount < 0) {
        throw new IllegalArgumentException("the " + what + " of a cell is negative: " + amount);
      }
      sum = Math.addExact(sum, amount);
    }
  }

  private static boolean isStrictlyAscending(long[] values) {
    for (int i = 1; i < values.length; i++) {
      if (values[i] <= values[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /** Number of cells. */
  public int size() {
    return cells.length;
  }

  /** H3 index of a cell; ascending with the position. */
  public long cell(int position) {
    return cells[position];
  }

  public long weightMillionths(int position) {
    return weights[position];
  }

  public long organisations(int position) {
    return organisations[position];
  }

  public long signals(int position) {
    return signals[position];
  }

  /** Position of a cell, or a negative number if it is not there. */
  public int positionOf(long cell) {
    return Arrays.binarySearch(cells, cell);
  }

  public long totalWeightMillionths() {
    return Arrays.stream(weights).sum();
  }

  public long totalOrganisations() {
    return Arrays.stream(organisations).sum();
  }

  public long totalSignals() {
    return Arrays.stream(signals).sum();
  }
}
