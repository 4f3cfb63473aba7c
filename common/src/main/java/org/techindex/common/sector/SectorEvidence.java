package org.techindex.common.sector;

import java.util.List;
import java.util.Optional;

/**
 * All that may tell which sectors a signal belongs to.
 *
 * @param title the signal's name; may be empty
 * @param text its description, a sentence up to a web page; may be empty
 * @param sicCodes UK SIC 2007 codes, two to five digits; dots and slashes are ignored
 * @param stated what the producer says itself; empty if it leaves the question to us
 */
public record SectorEvidence(
    String title, String text, List<String> sicCodes, Optional<Memberships> stated) {

  public SectorEvidence {
    sicCodes = List.copyOf(sicCodes);
  }

  /** A description without codes or statement. */
  public static SectorEvidence ofText(String title, String text) {
    return new SectorEvidence(title, text, List.of(), Optional.empty());
  }
}
