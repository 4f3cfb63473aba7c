package org.techindex.common.sector;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A technology sector of the index, in the order of its tables. {@link #ALL_SECTORS} is scored from
 * the signals of any sector with a clustering of its own; nothing is classified into it.
 */
public enum Sector {
  ALL_SECTORS("All sectors"),
  AI_AND_DATA("AI and Data"),
  CLEAN_GROWTH("Clean Growth"),
  SMART_CITIES_AND_MOBILITY("Smart Cities and Mobility"),
  AGEING_SOCIETY("Ageing Society"),
  ADVANCED_MANUFACTURING("Advanced Manufacturing");

  /** The five sectors that signals are classified into, in table order. */
  public static final List<Sector> CLASSIFIED =
      List.of(
          AI_AND_DATA,
          CLEAN_GROWTH,
          SMART_CITIES_AND_MOBILITY,
          AGEING_SOCIETY,
          ADVANCED_MANUFACTURING);

  private final String title;
  private final String id;

  Sector(String title) {
    this.title = title;
    this.id = title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** The name as printed: "Smart Cities and Mobility". */
  public String title() {
    return title;
  }

  /** The name in addresses and files: "smart-cities-and-mobility". */
  public String id() {
    return id;
  }

  /** Position among {@link #CLASSIFIED}, 0 to 4; -1 for {@link #ALL_SECTORS}. */
  public int classifiedIndex() {
    return ordinal() - 1;
  }

  /** The sector with this title or id, whatever the case; empty if there is none. */
  public static Optional<Sector> find(String titleOrId) {
    String wanted = titleOrId.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
    return Arrays.stream(values()).filter(sector -> sector.id.equals(wanted)).findFirst();
  }
}
