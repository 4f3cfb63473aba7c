package org.techindex.local.streams;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.techindex.common.release.Cutoff;

/**
 * What totals are to be kept. Instances of equal orders share one name on Kafka and so one group,
 * one state and one result; orders of one classifier share the classified signals.
 *
 * @param kafka client properties
 * @param classifier version that the signals are classified by
 * @param reachKilometres links that reach farther count as influence
 * @param cutoff every partition of the signal topics, with the first offset that does not count
 * @param partitions of the topic of classified signals, should it have to be made
 */
public record TotalsOrder(
    Map<String, String> kafka,
    String classifier,
    double reachKilometres,
    Cutoff cutoff,
    int partitions) {

  /** Names of totals begin so. */
  static final String TOTALS = "techindex-totals-";

  /** Names of classified signals begin so. */
  static final String CLASSIFIED = "techindex-classified-";

  /**
   * Part of every name: raised whenever a topology or a layout of bytes changes, so that no
   * instance ever meets state that it cannot read.
   */
  static final int LAYOUT = 2;

  private static final int NAME_BYTES = 6;

  public TotalsOrder {
    kafka = Map.copyOf(kafka);
  }

  ClassifiedTopics classified() {
    return new ClassifiedTopics(CLASSIFIED + LAYOUT + "-" + hash(classifier));
  }

  /**
   * @param classifiedSignals the topic of classified signals: totals of one that was deleted are
   *     none of that which is made in its place
   */
  TotalsTopics totals(Uuid classifiedSignals) {
    String all = classifier + "\n" + reachKilometres + "\n" + cutoff + "\n" + classifiedSignals;
    return new TotalsTopics(TOTALS + LAYOUT + "-" + hash(all), classified().signals());
  }

  private static String hash(String all) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
