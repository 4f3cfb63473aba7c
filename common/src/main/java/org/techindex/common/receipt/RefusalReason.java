package org.techindex.common.receipt;

/**
 * Refusals of one source that broke the same rule.
 *
 * @param source "-" where the records do not tell it
 * @param records how many, leaving out those that were published again
 * @param example an id, or the position of a record without one
 * @param value what stood in the example
 */
public record RefusalReason(
    String source,
    String stage,
    String field,
    String rule,
    long records,
    String example,
    String value) {}
