package org.techindex.local.streams;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.techindex.common.release.Cutoff;

/**
 * What totals are to be kept. Instances of equal orders share one name on Kafka and so one group,
 * one state and one result.
 *
 * @param kafka client properties
 * @param classifier version that the signals are classified by
 * @param reachKilometres links that reach farther count as influence
 * @param cutoff every partition of the signal topics, with the first offset that does not count
 * @param partitions of the topics between the steps
 */
public record TotalsOrder(
    Map<String, String> kafka,
    String classifier,
    double reachKilometres,
    Cutoff cutoff,
    int partitions) {

  /** Every name begins so. */
  static final String PREFIX = "techindex-totals-";

  /**
   * Part of every name: raised whenever the topology or a layout of bytes changes, so that no
   * instance ever meets state that it cannot read.
   */
  static final int LAYOUT = 1;

  private static final int NAME_BYTES = 6;

  public TotalsOrder {
    kafka = Map.copyOf(kafka);
  }

  TotalsTopics topics() {
    String all = classifier + "\n" + reachKilometres + "\n" + cutoff;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return new TotalsTopics(
          PREFIX + LAYOUT + "-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
