package org.techindex.scoring.release;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.techindex.common.release.Manifest.DocumentDigest;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.ReleaseChanges;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.sector.Sector;

/** The files of a release and their digests. */
public final class ReleaseDocuments {

  /** The document that describes all others. */
  public static final String MANIFEST = "manifest.json";

  /** The document of what changed since the release before. */
  public static final String CHANGES = "changes.json";

  static final String JSON = "application/json";

  private ReleaseDocuments() {}

  /** A file as it is served; the bytes are only read. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Rendered(String name, String mediaType, byte[] content) {

    DocumentDigest digest() {
      return new DocumentDigest(name, mediaType, content.length, sha256(content));
    }
  }

  /** "sectors/ai-and-data.json". */
  public static String nameOf(Sector sector) {
    return "sectors/" + sector.id() + ".json";
  }

  /**
   * "earlier-method/ai-and-data.json": what the table would be by the method of the release before,
   * in a release that comes with another.
   */
  public static String nameByEarlierMethod(Sector sector) {
    return "earlier-method/" + sector.id() + ".json";
  }

  static List<Rendered> render(
      List<SectorRanking> rankings,
      Optional<ReleaseChanges> changes,
      List<SectorRanking> byEarlierMethod) {
    List<Rendered> documents = new ArrayList<>();
    for (SectorRanking ranking : rankings) {
      Sector sector = Sector.find(ranking.sector()).orElseThrow();
      documents.add(new Rendered(nameOf(sector), JSON, RankingJson.write(ranking)));
    }
    for (SectorRanking ranking : byEarlierMethod) {
      Sector sector = Sector.find(ranking.sector()).orElseThrow();
      documents.add(new Rendered(nameByEarlierMethod(sector), JSON, RankingJson.write(ranking)));
    }
    changes.ifPresent(
        found -> documents.add(new Rendered(CHANGES, JSON, RankingJson.write(found))));
    return documents;
  }

  /** SHA-256 in hexadecimal. */
  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  static String sha256(String content) {
    return sha256(content.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
