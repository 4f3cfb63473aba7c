package org.techindex.common.method;

/** What a percentage counts. */
public sealed interface Counting {

  /** The weighted sum of the shares of the five factors. */
  record Factors(FactorWeights weights) implements Counting {}

  /**
   * The published index of 2018: every signal counts one whatever its kind, so that the weight of a
   * kind is its part of all signals.
   */
  record Heads() implements Counting {}
}
