package org.techindex.api.render;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.Edition;
import org.techindex.api.read.ReleaseEntry;
import org.techindex.common.sector.Sector;

/**
 * The releases as a feed, the newest first; a correction or a withdrawal is told in its entry.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4287">RFC 4287, Atom</a>
 */
public final class Feed {

  /** Tag URIs (RFC 4151) that stay the same wherever the index is served. */
  private static final String ID = "tag:techindex.org,2026:releases";

  private Feed() {}

  public static byte[] write(Catalogue catalogue) {
    Instant updated =
        catalogue.entries().stream()
            .map(ReleaseEntry::publishedAt)
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH);
    Html xml = new Html();
    xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        .raw("<feed xmlns=\"http://www.w3.org/2005/Atom\">")
        .raw("<id>" + ID + "</id><title>Tech Innovation Index: releases</title>")
        .raw("<author><name>Tech Innovation Index</name></author>")
        .raw("<updated>" + updated + "</updated>")
        .raw("<link rel=\"self\" href=\"/api/v1/feed.atom\"/>");
    catalogue.entries().forEach(entry -> entry(xml, catalogue, entry));
    return xml.raw("</feed>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void entry(Html xml, Catalogue catalogue, ReleaseEntry entry) {
    xml.raw("<entry><id>" + ID + "/" + entry.id() + "</id><title>")
        .text(title(entry))
        .raw("</title><updated>" + entry.publishedAt() + "</updated>")
        .raw("<link rel=\"alternate\" href=\"/api/v1/releases/" + entry.id() + "\"/><summary>")
        .text(
            catalogue
                .release(entry.id())
                .map(edition -> summary(entry, edition))
                .orElse(entry.reason().orElse("")))
        .raw("</summary></entry>");
  }

  private static String title(ReleaseEntry entry) {
    String version = entry.id().month() + ", version " + entry.id().version();
    return entry.withdrawn() ? version + ", withdrawn" : version;
  }

  private static String summary(ReleaseEntry entry, Edition edition) {
    String correction = entry.reason().map(reason -> "Correction: " + reason + ". ").orElse("");
    return correction + edition.ranking(Sector.ALL_SECTORS).map(Sentence::of).orElse("");
  }
}
