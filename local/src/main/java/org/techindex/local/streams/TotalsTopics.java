package org.techindex.local.streams;

import java.util.List;

/**
 * The topics of one keeper of totals.
 *
 * @param application also the consumer group
 * @param classified topic of the classified signals
 */
record TotalsTopics(String application, String classified) {

  /** What identities tell each other, partitioned by identity. */
  String messages() {
    return application + "-messages";
  }

  /** The totals: the latest sums of every cell by partition of identities, compacted. */
  String totals() {
    return application + "-totals";
  }

  /** Changelog of what identities know of each other, compacted; the engine makes it. */
  String links() {
    return application + "-" + SettleIdentities.LINKS + "-changelog";
  }

  List<String> all() {
    return List.of(messages(), totals(), links());
  }
}
