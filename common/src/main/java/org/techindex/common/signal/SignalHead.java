package org.techindex.common.signal;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What signals of all kinds have in common.
 *
 * @param observed when the producer saw it
 * @param name a short title
 * @param text a description, up to a web page
 * @param sectors the producer's own classification; empty if it leaves that to us
 */
public record SignalHead(
    SignalId id,
    OffsetDateTime observed,
    String name,
    Optional<String> text,
    Optional<String> url,
    Optional<StatedLocation> location,
    List<StatedSector> sectors,
    List<Link> links) {

  public SignalHead {
    sectors = List.copyOf(sectors);
    links = List.copyOf(links);
  }
}
