package org.techindex.common.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of one record.
 *
 * @param receivedAt when it was stored or refused; empty for duplicates, which leave only a mark
 */
public record Receipt(
    String topic, int partition, long offset, Optional<Instant> receivedAt, Outcome outcome) {

  /** The record's fate. */
  public sealed interface Outcome {

    /** One word for tables: "accepted", "corrected", ... */
    String word();
  }

  /**
   * The version that counts now.
   *
   * @param firstRelease the first release that counts it; empty before there is one
   */
  public record Accepted(Instant ceTime, Optional<String> firstRelease) implements Outcome {
    @Override
    public String word() {
      return "accepted";
    }
  }

  /**
   * Accepted, and replaced by a later version or a retraction.
   *
   * @param by the {@code ce_time} of what counts now
   * @param firstRelease the first release that counted it; empty if none did
   */
  public record Corrected(Instant ceTime, Instant by, Optional<String> firstRelease)
      implements Outcome {
    @Override
    public String word() {
      return "corrected";
    }
  }

  /** A retraction that holds: the signal does not count. */
  public record Retracted(Instant ceTime, Optional<String> firstRelease) implements Outcome {
    @Override
    public String word() {
      return "retracted";
    }
  }

  /** No later than a version that was there before; it changes nothing. */
  public record Duplicate(Instant ceTime) implements Outcome {
    @Override
    public String word() {
      return "duplicate";
    }
  }

  /**
   * Not taken.
   *
   * @param replayed whether it was published again since
   */
  public record Refused(String stage, String field, String rule, String value, boolean replayed)
      implements Outcome {
    @Override
    public String word() {
      return "refused";
    }
  }
}
