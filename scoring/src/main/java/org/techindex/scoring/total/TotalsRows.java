package org.techindex.scoring.total;

/** Takes the rows of totals one by one; rows of one key add up. */
public interface TotalsRows {

  /**
   * Takes a row in.
   *
   * @param packedKey as {@link SumKey} packs it
   */
  void add(long packedKey, Sums row);

  /**
   * Takes the links between two cells in.
   *
   * @param ofSectors one sum of strengths for each sector, in their order
   */
  void addLinks(long lowCell, long highCell, long[] ofSectors);
}
