package org.techindex.api.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.techindex.common.method.MethodFile;
import org.techindex.common.release.Cutoff;
import org.techindex.common.release.LiveSources;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.sector.Sector;
import org.techindex.common.testing.TestDatabase;

/** Fills the tables of releases and of the live index as scoring does. */
public final class PublishedWorld {

  private final TestDatabase database;

  public PublishedWorld(TestDatabase database) {
    this.database = database;
  }

  /**
   * Six tables of four towns. London has half of everything and Manchester and Leeds an eighth
   * each; Truro a sixteenth, with 5 organisations only; the rest is Elsewhere.
   */
  public static List<SectorRanking> sixTables(String month) {
    return Arrays.stream(Sector.values()).map(sector -> table(sector, month)).toList();
  }

  /**
   * The table of {@link #sixTables}: each amount of a factor is of 16 in all.
   *
   * <pre>
   * London      8 8 8 8 8  50.00 %      Manchester 2 2 2 2 2  12.50 %
   * Leeds       2 2 2 2 2  12.50 %      Truro      1 1 1 1 1   6.25 %
   * Elsewhere   3 3 3 3 3  18.75 %
   * </pre>
   */
  public static SectorRanking table(Sector sector, String month) {
    return HandMadeRanking.of(sector, month)
        .cluster("London", "Greater London", 51.5074, -0.1278, 4_626, 8, 8, 8, 8, 8)
        .cluster("Manchester", "North West", 53.4808, -2.2426, 312, 2, 2, 2, 2, 2)
        .cluster("Leeds", "Yorkshire and the Humber", 53.8008, -1.5491, 208, 2, 2, 2, 2, 2)
        .cluster("Truro", "South West", 50.2632, -5.0510, 5, 1, 1, 1, 1, 1)
        .elsewhere(52.6309, 1.2974, 120, 3, 3, 3, 3, 3);
  }

  /** Publishes a release. */
  public void release(String month, int version, Instant publishedAt, List<SectorRanking> tables) {
    release(month, version, publishedAt, tables, List.of());
  }

  /** Publishes a release that comes with another method. */
  public void release(
      String month,
      int version,
      Instant publishedAt,
      List<SectorRanking> tables,
      List<SectorRanking> byEarlierMethod) {
    Manifest manifest = manifest(month, version, publishedAt);
    execute(
        "insert into release (id, version, state, made_at, published_at, reason, manifest)"
            + " values (?, ?, 'draft', ?, ?, ?, ?::jsonb)",
        month,
        version,
        publishedAt,
        publishedAt,
        version == 1 ? null : "a source counted twice",
        new String(RankingJson.write(manifest), StandardCharsets.UTF_8));
    document(month, version, "manifest.json", RankingJson.write(manifest));
    for (SectorRanking table : tables) {
      document(month, version, "sectors/" + table.sector() + ".json", RankingJson.write(table));
    }
    for (SectorRanking table : byEarlierMethod) {
      String name = "earlier-method/" + table.sector() + ".json";
      document(month, version, name, RankingJson.write(table));
    }
    execute("update release set state = 'published' where id = ? and version = ?", month, version);
    execute("notify techindex_release");
  }

  public void document(String month, int version, String name, byte[] content) {
    execute(
        "insert into release_document (release_id, version, name, media_type, sha256, content)"
            + " values (?, ?, ?, 'application/json', ?, ?)",
        month,
        version,
        name,
        sha256(content),
        content);
  }

  public void withdraw(String month, int version, String reason) {
    execute(
        "update release set state = 'withdrawn', reason = ? where id = ? and version = ?",
        reason,
        month,
        version);
    execute("notify techindex_release");
  }

  /** Replaces the live index. */
  public void live(long revision, List<SectorRanking> tables) {
    for (SectorRanking table : tables) {
      byte[] content = RankingJson.write(table);
      execute(
          "insert into live_document (name, revision, updated_at, sha256, content)"
              + " values (?, ?, now(), ?, ?) on conflict (name) do update set revision ="
              + " excluded.revision, updated_at = excluded.updated_at, sha256 = excluded.sha256,"
              + " content = excluded.content",
          "sectors/" + table.sector() + ".json",
          revision,
          sha256(content),
          content);
    }
    execute("notify techindex_live");
  }

  /** Publishes what the live index is made from: 57 businesses of one source, 4 of another. */
  public void liveSources(String countedAt) {
    byte[] content =
        RankingJson.write(
            new LiveSources(
                countedAt,
                "keywords-1",
                new Manifest.Software("1.0.0", "unknown", "25.0.3"),
                List.of(new Manifest.SectorCount("ai-and-data", "business", 61)),
                List.of(new Manifest.RefusedCount("locate", "location", "ambiguous", 7)),
                List.of(
                    new Manifest.SourceCoverage("club", "business", "Wales", 4, "2026-12-01"),
                    new Manifest.SourceCoverage("register", "business", "", 57, "2026-12-02"))));
    execute(
        "insert into live_document (name, revision, updated_at, sha256, content)"
            + " values (?, 1, now(), ?, ?) on conflict (name) do update set revision ="
            + " live_document.revision + 1, sha256 = excluded.sha256, content = excluded.content",
        LiveSources.DOCUMENT,
        sha256(content),
        content);
    execute("notify techindex_live");
  }

  private static Manifest manifest(String month, int version, Instant publishedAt) {
    return new Manifest(
        month,
        version,
        month,
        publishedAt.toString(),
        new Cutoff(List.of()),
        new Manifest.MethodFile(
            "live-1", MethodFile.byDefault().sha256(), MethodFile.byDefault().document()),
        Optional.empty(),
        new Manifest.Edition("gazetteer.csv", "00"),
        "keywords-1",
        List.of(),
        List.of(),
        new Manifest.Software("1.0.0", "unknown", "25.0.3"),
        List.of(
            new Manifest.SectorCount("ai-and-data", "business", 4_631),
            new Manifest.SectorCount("ai-and-data", "institution", 4)),
        List.of(new Manifest.RefusedCount("locate", "location", "ambiguous", 7)),
        List.of(
            new Manifest.SourceCoverage("register", "business", "Wales", 4, "2026-11-01"),
            new Manifest.SourceCoverage("register", "business", "East", 57, "2026-11-02")),
        Optional.empty(),
        "2026-12-01T09:30:00Z",
        "CC BY 4.0",
        "index@example.org");
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql, @Nullable Object... values) {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        statement.setObject(
            i + 1,
            value instanceof Instant instant
                ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
                : value);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
