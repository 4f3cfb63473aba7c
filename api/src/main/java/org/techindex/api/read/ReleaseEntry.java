package org.techindex.api.read;

import java.time.Instant;
import java.util.Optional;
import org.techindex.common.release.ReleaseId;

/**
 * A release as the list of releases knows it; drafts are not known.
 *
 * @param reason of a correction or a withdrawal
 */
public record ReleaseEntry(
    ReleaseId id, boolean withdrawn, Instant publishedAt, Optional<String> reason)
    implements Comparable<ReleaseEntry> {

  /** By month, then version. */
  @Override
  public int compareTo(ReleaseEntry other) {
    return id.compareTo(other.id);
  }
}
