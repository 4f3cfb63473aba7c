package org.techindex.common.sector;

import java.util.List;

/** Judges a text alone, without codes or the producer's own statement. */
public interface TextModel {

  String version();

  /**
   * Probability that the text belongs to each sector, in millionths; all zero for an empty text.
   */
  Memberships probabilities(String title, String text);

  /**
   * The words that weighed most in each sector, whatever its probability.
   *
   * @param mostPerSector at most so many for each sector
   * @return heaviest first within each sector, sectors in table order
   */
  List<DecidingWords> decidingWords(String title, String text, int mostPerSector);
}
