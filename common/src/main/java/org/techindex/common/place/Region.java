package org.techindex.common.place;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the twelve ITL1 regions (International Territorial Level 1, Office for National
 * Statistics), titled as in the published index. The number is stored; it never changes.
 */
public enum Region {
  NORTH_EAST(1, "North East", "TLC", "E12000001", ""),
  NORTH_WEST(2, "North West", "TLD", "E12000002", ""),
  YORKSHIRE_AND_THE_HUMBER(
      3, "Yorkshire and the Humber", "TLE", "E12000003", "Yorkshire|Yorkshire and Humber"),
  EAST_MIDLANDS(4, "East Midlands", "TLF", "E12000004", ""),
  WEST_MIDLANDS(5, "West Midlands", "TLG", "E12000005", ""),
  EAST(6, "East", "TLH", "E12000006", "East of England"),
  GREATER_LONDON(7, "Greater London", "TLI", "E12000007", "London"),
  SOUTH_EAST(8, "South East", "TLJ", "E12000008", ""),
  SOUTH_WEST(9, "South West", "TLK", "E12000009", ""),
  WALES(10, "Wales", "TLL", "W92000004", "Cymru"),
  SCOTLAND(11, "Scotland", "TLM", "S92000003", ""),
  NORTHERN_IRELAND(12, "Northern Ireland", "TLN", "N92000002", "");

  private static final String ENGLAND = " england";
  private static final Map<String, Region> BY_NAME = byName();

  private final int number;
  private final String title;
  private final String itlCode;
  private final String gssCode;
  private final String otherNames;

  /**
   * @param otherNames further names in use, between bars
   */
  Region(int number, String title, String itlCode, String gssCode, String otherNames) {
    this.number = number;
    this.title = title;
    this.itlCode = itlCode;
    this.gssCode = gssCode;
    this.otherNames = otherNames;
  }

  private static Map<String, Region> byName() {
    Map<String, Region> regions = new HashMap<>();
    for (Region region : values()) {
      // The NUTS codes of before 2021 begin with UK where ITL codes begin with TL.
      String nutsCode = "UK" + region.itlCode.charAt(2);
      Stream.concat(
              Stream.of(region.title, region.itlCode, nutsCode, region.gssCode),
              Arrays.stream(region.otherNames.split("\\|", -1)))
          .forEach(name -> regions.put(FoldedName.of(name), region));
    }
    regions.remove("");
    return Map.copyOf(regions);
  }

  /** The number that stands for this region in the database, 1 to 12. */
  public int number() {
    return number;
  }

  /** The name as printed: "Yorkshire and the Humber". */
  public String title() {
    return title;
  }

  /**
   * @throws IllegalArgumentException if no region has the number
   */
  public static Region ofNumber(int number) {
    if (number < 1 || number > values().length) {
      throw new IllegalArgumentException("no region has the number " + number);
    }
    return values()[number - 1];
  }

  /**
   * The region with this title or other name in use ("North West", "North West England"), ITL or
   * NUTS code ({@code TLI}, {@code UKI}) or GSS code ({@code E12000007}), whatever the case; empty
   * if there is none.
   */
  public static Optional<Region> find(String nameOrCode) {
    String folded = FoldedName.of(nameOrCode);
    String withoutEngland =
        folded.endsWith(ENGLAND) ? folded.substring(0, folded.length() - ENGLAND.length()) : folded;
    return Optional.ofNullable(BY_NAME.get(folded))
        .or(() -> Optional.ofNullable(BY_NAME.get(withoutEngland)));
  }
}
