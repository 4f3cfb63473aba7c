package org.techindex.local.streams;

import java.util.List;

/**
 * The topics of one keeper of totals, all under the name of its application.
 *
 * @param application also the consumer group
 */
record TotalsTopics(String application) {

  /** What is sent to identities, partitioned by identity. */
  String identities() {
    return application + "-identities";
  }

  /** Changes of rows, partitioned by row. */
  String changes() {
    return application + "-changes";
  }

  /** What was refused, and why. */
  String refusals() {
    return application + "-refusals";
  }

  /** The totals: the latest sums of every row, compacted. */
  String totals() {
    return changelog(AddRows.ROWS);
  }

  String changelog(String store) {
    return application + "-" + store + "-changelog";
  }

  /** The topics that must be there before the first instance starts. */
  List<String> own() {
    return List.of(identities(), changes(), refusals());
  }

  /** The changelogs, which the engine makes. */
  List<String> changelogs() {
    return TotalsTopology.stores().stream().map(this::changelog).toList();
  }
}
