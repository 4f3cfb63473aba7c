package org.techindex.scoring.release;

import org.techindex.common.release.Manifest.Software;

/**
 * What every release states about itself beside figures.
 *
 * @param licence of the figures: "CC-BY-4.0"
 * @param contact where to ask
 */
public record ReleaseTerms(String licence, String contact, Software software) {

  /** By the build that is running; the start script knows the commit. */
  public static ReleaseTerms of(String licence, String contact) {
    String version = ReleaseTerms.class.getPackage().getImplementationVersion();
    return new ReleaseTerms(
        licence,
        contact,
        new Software(
            version == null ? "1.0.0-SNAPSHOT" : version,
            System.getProperty("techindex.commit", "unknown"),
            Runtime.version().toString()));
  }
}
