package org.techindex.ingest;

import java.time.Duration;

/**
 * How much is done at once.
 *
 * @param group the Kafka consumer group; consumers of one group share the partitions
 * @param batchRecords most records of one transaction
 * @param batchInterval longest that a record waits for its batch to fill
 * @param preparers threads that decode, classify and locate
 * @param heldBytes most bytes of records between Kafka and the database, of all partitions
 */
public record IngestSettings(
    String group, int batchRecords, Duration batchInterval, int preparers, long heldBytes) {

  /** Batches of 5,000 records or 250 ms, a preparer per core, 48 MiB held. */
  public static IngestSettings standard() {
    return new IngestSettings(
        "techindex-ingest",
        5_000,
        Duration.ofMillis(250),
        Runtime.getRuntime().availableProcessors(),
        48L << 20);
  }

  /**
   * @throws IllegalArgumentException if a number is not positive
   */
  public IngestSettings {
    if (batchRecords < 1
        || preparers < 1
        || heldBytes < 1
        || batchInterval.isNegative()
        || batchInterval.isZero()) {
      throw new IllegalArgumentException("settings of ingest are positive");
    }
  }

  /** Most bytes held of one partition: one partition cannot starve the others. */
  long heldBytesPerPartition() {
    return heldBytes / 4;
  }

  /**
   * Bytes of records that fill a batch, however few they are: while one batch is stored, as much
   * can be received and prepared.
   */
  long batchBytes() {
    return heldBytesPerPartition() / 2;
  }
}
