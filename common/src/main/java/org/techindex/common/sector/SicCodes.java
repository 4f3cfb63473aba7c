package org.techindex.common.sector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.techindex.common.measure.Weight;

/**
 * What UK SIC 2007 codes say about sectors: the table {@code sector/sic_codes.csv}, by division
 * (two digits) down to subclass (five), where a longer prefix takes the place of a shorter one. The
 * figures are judgements: how many of ten businesses with that code, drawn at random, one would
 * count in the sector. Codes of one business are not independent, so the highest counts.
 */
public final class SicCodes {

  private static final int LONGEST_CODE_DIGITS = 5;

  private final Map<String, Memberships> byPrefix;

  private SicCodes(Map<String, Memberships> byPrefix) {
    this.byPrefix = byPrefix;
  }

  /** The table that the project ships. */
  public static SicCodes shipped() {
    Map<String, int[]> rows = new HashMap<>();
    for (CSVRecord row : SectorResource.rows("sic_codes.csv")) {
      Sector sector = SectorResource.sector(row);
      int millionths =
          (int) Math.round(Double.parseDouble(row.get("probability")) * Weight.ONE_MILLIONTHS);
      rows.computeIfAbsent(row.get("prefix"), _ -> new int[Sector.CLASSIFIED.size()])[
              sector.classifiedIndex()] =
          millionths;
    }
    Map<String, Memberships> byPrefix = new HashMap<>();
    rows.forEach(
        (prefix, millionths) -> byPrefix.put(prefix, Memberships.ofMillionths(millionths)));
    return new SicCodes(Map.copyOf(byPrefix));
  }

  /**
   * The highest probability that any of the codes gives to each sector.
   *
   * @param codes two to five digits; dots, slashes and blanks are ignored, unknown codes say
   *     nothing
   */
  public Memberships probabilities(List<String> codes) {
    if (codes.isEmpty()) {
      return Memberships.NONE;
    }
    int[] highest = new int[Sector.CLASSIFIED.size()];
    for (String code : codes) {
      Memberships ofCode = ofLongestPrefix(digits(code));
      for (Sector sector : Sector.CLASSIFIED) {
        int index = sector.classifiedIndex();
        highest[index] = Math.max(highest[index], ofCode.millionths(sector));
      }
    }
    return Memberships.ofMillionths(highest);
  }

  private Memberships ofLongestPrefix(String code) {
    for (int length = Math.min(code.length(), LONGEST_CODE_DIGITS); length >= 2; length--) {
      Memberships found = byPrefix.get(code.substring(0, length));
      if (found != null) {
        return found;
      }
    }
    return Memberships.NONE;
  }

  private static String digits(String code) {
    StringBuilder digits = new StringBuilder(code.length());
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }
}
