package org.techindex.scoring.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.Manifest;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.ReleaseChanges;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.ScoringRun;
import org.techindex.scoring.release.ReleaseStore.Row;
import org.techindex.scoring.release.ReleaseStore.State;
import org.techindex.scoring.total.Classified;
import org.techindex.scoring.total.ScanSettings;
import org.techindex.scoring.total.SectorTotals;
import org.techindex.scoring.total.Totals;
import org.techindex.scoring.total.TotalsDigest;
import org.techindex.scoring.total.TotalsSource;

/**
 * Makes releases from the stored signals. One instance writes at a time, in one transaction:
 * whatever is killed or runs twice, there is one whole release or none.
 */
public final class ReleaseMaker {

  private final DataSource database;
  private final Gazetteer gazetteer;
  private final ReleaseTerms terms;
  private final ReleaseStore store;
  private final TotalsSource source;

  public ReleaseMaker(DataSource database, Gazetteer gazetteer, ReleaseTerms terms) {
    this(database, gazetteer, terms, TotalsSource.scan(database));
  }

  /**
   * @param source of the totals: whichever it is, the release is the same
   */
  public ReleaseMaker(
      DataSource database, Gazetteer gazetteer, ReleaseTerms terms, TotalsSource source) {
    this.source = source;
    this.database = database;
    this.gazetteer = gazetteer;
    this.terms = terms;
    this.store = new ReleaseStore(database);
  }

  /**
   * What a release is made from.
   *
   * @param classifier version whose memberships count
   */
  public record Request(ReleaseId id, MethodFile method, String classifier, Instant madeAt) {}

  /**
   * Makes version 1 of a month and stores it; of a month of which every version was withdrawn, the
   * next version, which says so.
   *
   * @throws OperatorException if that release is there already, other than as a draft
   */
  public MadeRelease make(YearMonth month, MethodFile method, String classifier, State state) {
    Optional<Row> latest = store.latestOf(month);
    boolean withdrawn = latest.isPresent() && !store.hasPublished(month);
    ReleaseId id = new ReleaseId(month, withdrawn ? latest.get().id().version() + 1 : 1);
    Optional<String> reason =
        latest
            .filter(_ -> withdrawn)
            .map(row -> row.id() + " was withdrawn: " + row.reason().orElse("no reason given"));
    return store(id, () -> made(request(id, method, classifier), reason), state);
  }

  /**
   * What {@link #make} would store, without storing it. Where the month is there already, what its
   * next version would be.
   */
  public MadeRelease dryRun(YearMonth month, MethodFile method, String classifier) {
    int version = store.latestOf(month).map(row -> row.id().version() + 1).orElse(1);
    return made(request(new ReleaseId(month, version), method, classifier), Optional.empty());
  }

  /**
   * Makes the next version of a release from what is stored now, and publishes it. The version
   * before stays as it is.
   *
   * @param reason in a sentence; it is published
   * @throws OperatorException if there is no release of the month yet
   */
  public MadeRelease correct(YearMonth month, MethodFile method, String classifier, String reason) {
    ReleaseId before =
        store
            .latestOf(month)
            .map(Row::id)
            .orElseThrow(() ->
                new OperatorException(
                    ExitCode.WRONG_USE,
                    "there is no release of " + month + " to correct: make one first"));
    ReleaseId id = new ReleaseId(month, before.version() + 1);
    return store(
        id, () -> made(request(id, method, classifier), Optional.of(reason)), State.PUBLISHED);
  }

  private static Request request(ReleaseId id, MethodFile method, String classifier) {
    return new Request(id, method, classifier, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  @FunctionalInterface
  private interface Making {
    MadeRelease make();
  }

  private MadeRelease store(ReleaseId id, Making making, State state) {
    List<MadeRelease> made = new ArrayList<>();
    store.inTransaction(connection -> {
      Optional<Row> there = store.find(id);
      if (there.isPresent() && there.get().state() != State.DRAFT) {
        throw new OperatorException(
            ExitCode.WRONG_USE,
            id + " is there already and never changes: correct it with techindex release correct");
      }
      MadeRelease release = making.make();
      ReleaseStore.write(connection, release, state);
      made.add(release);
    });
    return made.getFirst();
  }

  private MadeRelease made(Request request, Optional<String> reason) {
    Classified.requireAll(database, request.classifier());
    return rebuild(
        request,
        source.totals(scanSettings(request), Optional.empty()),
        store.publishedBefore(request.id()),
        terms,
        nextDue(request.madeAt()),
        reason);
  }

  private static ScanSettings scanSettings(Request request) {
    return new ScanSettings(
        request.id().month(),
        request.method().method().influenceReachKilometres(),
        request.classifier());
  }

  private String nextDue(Instant madeAt) {
    try (Connection connection = database.getConnection()) {
      return ReleasePlan.nextAfter(connection, madeAt).toString();
    } catch (SQLException e) {
      throw ReleaseStore.unavailable(e);
    }
  }

  /**
   * Makes a stored release again from what its manifest says.
   *
   * @throws OperatorException if the database does not answer
   */
  MadeRelease again(Manifest manifest) {
    ReleaseId id = new ReleaseId(YearMonth.parse(manifest.release()), manifest.version());
    Request request =
        new Request(
            id,
            MethodFile.parse(manifest.method().content(), "of " + id),
            manifest.classifier(),
            Instant.parse(manifest.madeAt()));
    return rebuild(
        request,
        source.totals(scanSettings(request), Optional.of(manifest.cutoff())),
        manifest.previous().map(ReleaseId::parse),
        new ReleaseTerms(manifest.licence(), manifest.contact(), manifest.software()),
        manifest.nextRelease(),
        manifest.revision().map(Manifest.Revision::reason));
  }

  private MadeRelease rebuild(
      Request request,
      Totals totals,
      Optional<ReleaseId> previous,
      ReleaseTerms statedTerms,
      String nextRelease,
      Optional<String> reason) {
    ReleaseId id = request.id();
    YearMonth asOf = id.month();
    ScoringRun run =
        new ScoringRun(request.method().method(), gazetteer, store.idsBefore(id, previous));
    List<SectorRanking> rankings = run.run(totals, asOf, id.toString());
    ReleaseCheck.require(rankings);
    Optional<ChangeReport.Compared> compared =
        previous.map(before ->
            new ChangeReport(store, gazetteer)
                .between(before, id, request.method(), rankings, totals, asOf));
    Optional<ReleaseChanges> changes = compared.map(ChangeReport.Compared::changes);
    List<SectorRanking> byEarlierMethod =
        compared.map(ChangeReport.Compared::byEarlierMethod).orElse(List.of());
    List<ReleaseDocuments.Rendered> documents =
        new ArrayList<>(ReleaseDocuments.render(rankings, changes, byEarlierMethod));
    Manifest manifest =
        new Manifest(
            asOf.toString(),
            id.version(),
            asOf.toString(),
            request.madeAt().toString(),
            totals.cutoff(),
            new Manifest.MethodFile(
                request.method().method().name(),
                request.method().sha256(),
                request.method().document()),
            previous.map(ReleaseId::toString),
            new Manifest.Edition("gazetteer.csv", gazetteer.sha256()),
            request.classifier(),
            inputs(totals, request),
            documents.stream().map(ReleaseDocuments.Rendered::digest).toList(),
            statedTerms.software(),
            SectorCounts.of(sectors(totals, request)),
            new ReleaseSources(database).refused(totals.cutoff()),
            new ReleaseSources(database).coverage(totals.cutoff(), request.classifier()),
            reason.map(text ->
                revision(
                    byEarlierMethod.isEmpty() ? "correction" : "method", text, previous, changes)),
            nextRelease,
            statedTerms.licence(),
            statedTerms.contact());
    documents.add(
        new ReleaseDocuments.Rendered(
            ReleaseDocuments.MANIFEST, ReleaseDocuments.JSON, RankingJson.write(manifest)));
    return new MadeRelease(id, rankings, changes, manifest, documents);
  }

  private static List<Manifest.TotalsDigest> inputs(Totals totals, Request request) {
    List<Manifest.TotalsDigest> inputs = new ArrayList<>();
    sectors(totals, request)
        .forEach((sector, sums) ->
            inputs.add(new Manifest.TotalsDigest(sector.id(), TotalsDigest.of(sums))));
    return inputs;
  }

  private static Map<Sector, SectorTotals> sectors(Totals totals, Request request) {
    return totals.sectors(request.id().month(), request.method().method().events());
  }

  private static Manifest.Revision revision(
      String type, String reason, Optional<ReleaseId> previous, Optional<ReleaseChanges> changes) {
    double largest = 0;
    int ranks = 0;
    if (previous.isPresent() && changes.isPresent()) {
      for (ReleaseChanges.SectorChanges sector : changes.get().sectors()) {
        for (ReleaseChanges.ClusterChange cluster : sector.clusters()) {
          largest = Math.max(largest, Math.abs(cluster.change()));
          ranks += cluster.previousRank().equals(cluster.currentRank()) ? 0 : 1;
        }
      }
    }
    return new Manifest.Revision(type, reason, largest, ranks);
  }
}
