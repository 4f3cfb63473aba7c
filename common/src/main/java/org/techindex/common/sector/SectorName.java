package org.techindex.common.sector;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What a sector is called: one of the index, or one that a user defines.
 *
 * @param id in addresses and files: letters a to z, digits and hyphens
 * @param title as printed
 */
public record SectorName(String id, String title) {

  /** The name of a sector of the index. */
  public static SectorName of(Sector sector) {
    return new SectorName(sector.id(), sector.title());
  }

  /** A name with the id that follows from it; empty where no letter or digit is in it. */
  public static SectorName of(String title) {
    String plain =
        Normalizer.normalize(title.strip(), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    String id =
        plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return new SectorName(id, title.strip());
  }
}
