package org.techindex.scoring.kept;

/**
 * How far the rows of one partition of identities go in the database.
 *
 * @param nextOffset of the topic of totals: the first record that is not in the rows
 * @param reached what the rows hold
 */
public record KeptPartition(long nextOffset, Reached reached) {

  /**
   * What rows hold.
   *
   * @param since when their keeper took the partition over, in milliseconds since 1970; {@link
   *     #NEVER} before the first
   * @param nextClassified the first classified signal that they do not
   * @param nextMessage the first message between identities that they do not
   */
  public record Reached(long since, long nextClassified, long nextMessage) {

    /** Of a partition without rows. */
    public static final Reached NEVER = new Reached(Long.MIN_VALUE, 0, 0);
  }
}
