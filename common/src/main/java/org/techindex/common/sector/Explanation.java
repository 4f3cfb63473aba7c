package org.techindex.common.sector;

import java.util.List;

/**
 * Why a signal has its memberships.
 *
 * @param classifier version of the classifier
 * @param memberships what the signal counts with
 * @param textProbabilities what its text alone says; all zero where a producer's statement decided
 * @param codeProbabilities what its SIC codes alone say; all zero where a statement decided
 * @param decidingWords the words that weighed most, heaviest first within each sector, sectors in
 *     table order; empty where a statement decided
 */
public record Explanation(
    String classifier,
    Memberships memberships,
    Memberships textProbabilities,
    Memberships codeProbabilities,
    List<DecidingWords> decidingWords) {

  public Explanation {
    decidingWords = List.copyOf(decidingWords);
  }
}
