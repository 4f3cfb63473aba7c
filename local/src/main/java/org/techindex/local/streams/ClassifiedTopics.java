package org.techindex.local.streams;

import java.util.List;

/**
 * The topics of classified signals, which all totals of one classifier share.
 *
 * @param application also the consumer group of those who classify
 */
record ClassifiedTopics(String application) {

  /** Versions of signals, partitioned by identity. */
  String signals() {
    return application + "-signals";
  }

  /** What was refused, and why. */
  String refusals() {
    return application + "-refusals";
  }

  List<String> all() {
    return List.of(signals(), refusals());
  }
}
