package org.techindex.local.bench.faults;

import java.util.List;

/**
 * What the topics hold beside what the tables hold.
 *
 * @param lost records whose rows are missing
 * @param doubled rows that no record accounts for, or that are there twice
 * @param differing rows that are not what the record says
 * @param unannounced refusals that are not on {@code signals.rejected}
 * @param examples of what does not agree, at most ten
 */
record Account(
    long records,
    long versions,
    long retractions,
    long duplicates,
    long refusals,
    long lost,
    long doubled,
    long differing,
    long unannounced,
    List<String> examples) {

  Account {
    examples = List.copyOf(examples);
  }

  boolean balances() {
    return lost == 0 && doubled == 0 && differing == 0 && unannounced == 0;
  }
}
