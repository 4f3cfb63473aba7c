package org.techindex.api.read;

import static org.techindex.common.store.jooq.Tables.LIVE_DOCUMENT;
import static org.techindex.common.store.jooq.Tables.RELEASE;
import static org.techindex.common.store.jooq.Tables.RELEASE_CALENDAR;
import static org.techindex.common.store.jooq.Tables.RELEASE_DOCUMENT;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.techindex.common.release.Cutoff;
import org.techindex.common.release.LiveSources;
import org.techindex.common.release.LiveState;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.ReleaseChanges;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.sector.Sector;

/** Reads releases and the live index from the tables that scoring writes. */
public final class PublishedReader {

  private static final String RANKING_PREFIX = "sectors/";
  private static final String EARLIER_METHOD_PREFIX = "earlier-method/";
  private static final String RANKING_SUFFIX = ".json";

  private final Late<DSLContext> database;

  public PublishedReader(DataSource dataSource) {
    database = new Late<>(() -> DSL.using(dataSource, SQLDialect.POSTGRES));
  }

  /** Every release that is not a draft. */
  List<ReleaseEntry> releases() {
    return database
        .get()
        .select(RELEASE.ID, RELEASE.VERSION, RELEASE.STATE, RELEASE.PUBLISHED_AT, RELEASE.REASON)
        .from(RELEASE)
        .where(RELEASE.STATE.in("published", "withdrawn"))
        .and(RELEASE.PUBLISHED_AT.isNotNull())
        .fetch(row ->
            new ReleaseEntry(
                new ReleaseId(YearMonth.parse(row.value1()), row.value2()),
                row.value3().equals("withdrawn"),
                row.value4().toInstant(),
                Optional.ofNullable(row.value5())));
  }

  /**
   * A whole release.
   *
   * @throws IllegalArgumentException if one of its documents is not what its name says
   */
  Edition release(ReleaseEntry entry) {
    String month = entry.id().month().toString();
    Documents documents = new Documents();
    database
        .get()
        .select(RELEASE_DOCUMENT.NAME, RELEASE_DOCUMENT.CONTENT)
        .from(RELEASE_DOCUMENT)
        .where(
            RELEASE_DOCUMENT.RELEASE_ID.eq(month),
            RELEASE_DOCUMENT.VERSION.eq(entry.id().version()))
        .forEach(row -> documents.put(row.value1(), row.value2()));
    return new Edition(
        entry.id().toString(),
        Optional.of(entry.id()),
        entry.publishedAt(),
        0,
        entry.reason(),
        documents.manifest,
        Optional.empty(),
        documents.changes,
        documents.manifest.map(Manifest::cutoff),
        documents.rankings,
        documents.byEarlierMethod);
  }

  /** When releases come or came out. */
  List<DueRelease> calendar() {
    return database
        .get()
        .select(RELEASE_CALENDAR.ID, RELEASE_CALENDAR.DUE_AT)
        .from(RELEASE_CALENDAR)
        .fetch(row -> new DueRelease(YearMonth.parse(row.value1()), row.value2().toInstant()));
  }

  /** Another number after every change of the live index; 0 before its first. */
  long liveStamp() {
    BigDecimal stamp =
        database
            .get()
            .select(DSL.sum(LIVE_DOCUMENT.REVISION))
            .from(LIVE_DOCUMENT)
            .fetchSingle()
            .value1();
    return stamp == null ? 0 : stamp.longValueExact();
  }

  /** The live index, read in one statement; empty before its first revision. */
  Optional<Edition> live() {
    Documents documents = new Documents();
    long[] revision = {0};
    Instant[] updatedAt = {Instant.EPOCH};
    database
        .get()
        .select(
            LIVE_DOCUMENT.NAME,
            LIVE_DOCUMENT.CONTENT,
            LIVE_DOCUMENT.REVISION,
            LIVE_DOCUMENT.UPDATED_AT)
        .from(LIVE_DOCUMENT)
        .forEach(row -> {
          documents.put(row.value1(), row.value2());
          OffsetDateTime updated = row.value4();
          if (row.value1().equals(LiveSources.DOCUMENT)) {
            return;
          }
          revision[0] = Math.max(revision[0], row.value3());
          if (updated.toInstant().isAfter(updatedAt[0])) {
            updatedAt[0] = updated.toInstant();
          }
        });
    return documents.rankings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Edition(
                Edition.LIVE,
                Optional.empty(),
                updatedAt[0],
                revision[0],
                Optional.empty(),
                Optional.empty(),
                documents.sources,
                Optional.empty(),
                documents.cutoff,
                documents.rankings,
                documents.byEarlierMethod));
  }

  /** The documents of one edition, as they come. */
  private static final class Documents {

    private final Map<Sector, SectorRanking> rankings = new EnumMap<>(Sector.class);
    private final Map<Sector, SectorRanking> byEarlierMethod = new EnumMap<>(Sector.class);
    private Optional<Manifest> manifest = Optional.empty();
    private Optional<LiveSources> sources = Optional.empty();
    private Optional<ReleaseChanges> changes = Optional.empty();
    private Optional<Cutoff> cutoff = Optional.empty();

    void put(String name, byte[] content) {
      if (name.equals("manifest.json")) {
        manifest = Optional.of(RankingJson.read(content, Manifest.class));
      } else if (name.equals("changes.json")) {
        changes = Optional.of(RankingJson.read(content, ReleaseChanges.class));
      } else if (name.equals(LiveSources.DOCUMENT)) {
        sources = Optional.of(RankingJson.read(content, LiveSources.class));
      } else if (name.equals("live.json")) {
        cutoff = Optional.of(RankingJson.read(content, LiveState.class).cutoff());
      } else {
        putRanking(RANKING_PREFIX, rankings, name, content);
        putRanking(EARLIER_METHOD_PREFIX, byEarlierMethod, name, content);
      }
    }

    private static void putRanking(
        String prefix, Map<Sector, SectorRanking> rankings, String name, byte[] content) {
      if (name.startsWith(prefix) && name.endsWith(RANKING_SUFFIX)) {
        Sector.find(name.substring(prefix.length(), name.length() - RANKING_SUFFIX.length()))
            .ifPresent(
                sector -> rankings.put(sector, RankingJson.read(content, SectorRanking.class)));
      }
    }
  }
}
