package org.techindex.common.release;

import java.util.List;
import java.util.Optional;

/**
 * What a release was made from and by: document {@code manifest.json}. With the stored signals it
 * is enough to make every other document of the release again, byte for byte.
 *
 * @param release its month: "2026-11"
 * @param version 1 or more
 * @param asOf the last month that counts: "2026-11"
 * @param madeAt UTC: "2026-12-01T09:30:02Z"
 * @param cutoff which records counted
 * @param method the method in force
 * @param previous release and version that identities and changes refer to; empty for the first
 * @param gazetteer the towns that clusters are named by
 * @param classifier version of the sector classifier
 * @param inputs digests of what scoring read: the totals of each sector
 * @param outputs every other document of the release
 * @param software what it was made by
 * @param counts signals that counted, by sector and kind
 * @param refused records up to the cut-off that could not be taken, by reason
 * @param coverage what each source gave, by kind and region
 * @param revision why there is another version; empty for version 1
 * @param nextRelease when the next month's release is due: "2027-01-05T09:30:00Z"
 * @param licence of the figures
 * @param contact where to ask
 */
public record Manifest(
    String release,
    int version,
    String asOf,
    String madeAt,
    Cutoff cutoff,
    MethodFile method,
    Optional<String> previous,
    Edition gazetteer,
    String classifier,
    List<TotalsDigest> inputs,
    List<DocumentDigest> outputs,
    Software software,
    List<SectorCount> counts,
    List<RefusedCount> refused,
    List<SourceCoverage> coverage,
    Optional<Revision> revision,
    String nextRelease,
    String licence,
    String contact) {

  public Manifest {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    counts = List.copyOf(counts);
    refused = List.copyOf(refused);
    coverage = List.copyOf(coverage);
  }

  /**
   * @param content the method file as it was read
   * @param sha256 hexadecimal, of the content in UTF-8
   */
  public record MethodFile(String name, String sha256, String content) {}

  /** A file that ships with the software, and its SHA-256 in hexadecimal. */
  public record Edition(String name, String sha256) {}

  /**
   * @param sha256 hexadecimal, of the sector's totals: cell by cell, kind by kind
   */
  public record TotalsDigest(String sector, String sha256) {}

  /**
   * @param name "sectors/ai-and-data.json"
   * @param sha256 hexadecimal
   */
  public record DocumentDigest(String name, String mediaType, long bytes, String sha256) {}

  /**
   * @param commit of the code; "unknown" where it was built outside a repository
   */
  public record Software(String version, String commit, String jdk) {}

  /**
   * @param kind "business"
   * @param signals parts of signals with any membership in the sector
   */
  public record SectorCount(String sector, String kind, long signals) {}

  public record RefusedCount(String stage, String field, String rule, long records) {}

  /**
   * @param region "" where a signal lies in none
   * @param newest day of the newest observation: "2026-11-30"
   */
  public record SourceCoverage(
      String source, String kind, String region, long signals, String newest) {}

  /**
   * @param type "correction" for a mistake of ours or a source's, "method" for another method
   * @param reason in a sentence
   * @param largestChangePoints largest change of any percentage, in percentage points
   * @param changedRanks rows of all tables whose rank changed
   */
  public record Revision(
      String type, String reason, double largestChangePoints, int changedRanks) {}
}
