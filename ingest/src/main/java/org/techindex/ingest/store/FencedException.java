package org.techindex.ingest.store;

/**
 * Another consumer has stored records of this partition: what this one holds is out of date and
 * must not be written.
 */
public final class FencedException extends Exception {

  private static final long serialVersionUID = 1L;

  FencedException(PartitionClaim claim) {
    super(
        "partition %d of %s does not stand at %d any more"
            .formatted(claim.partition(), claim.topic(), claim.nextOffset()),
        null,
        false,
        false);
  }
}
