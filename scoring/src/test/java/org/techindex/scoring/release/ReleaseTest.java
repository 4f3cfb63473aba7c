package org.techindex.scoring.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.techindex.common.grid.Cell;
import org.techindex.common.method.MethodFile;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.release.RankingJson;
import org.techindex.common.release.ReleaseChanges.ClusterChange;
import org.techindex.common.release.ReleaseChanges.SectorChanges;
import org.techindex.common.release.ReleaseId;
import org.techindex.common.release.SectorRanking;
import org.techindex.common.run.OperatorException;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.testing.TestDatabase;
import org.techindex.common.testing.TestPostgres;
import org.techindex.scoring.release.ReleaseStore.State;
import org.techindex.scoring.total.StoredWorld;
import org.techindex.scoring.total.StoredWorld.Version;

class ReleaseTest {

  private static final YearMonth JANUARY = YearMonth.of(2026, 1);
  private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
  private static final ReleaseId FIRST = new ReleaseId(JANUARY, 1);
  private static final MethodFile METHOD = MethodFile.byDefault();
  private static final Gazetteer GAZETTEER = Gazetteer.load();

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final StoredWorld world = new StoredWorld(database);
  private final ReleaseStore store = new ReleaseStore(database.dataSource());
  private final ReleaseMaker maker =
      new ReleaseMaker(
          database.dataSource(), GAZETTEER, ReleaseTerms.of("CC-BY-4.0", "index@example.org"));
  private final ReleaseVerify verify = new ReleaseVerify(database.dataSource(), GAZETTEER);

  @BeforeEach
  void storeThreeCities() {
    storeBusinesses("london", StoredWorld.LONDON, 40);
    storeBusinesses("leeds", StoredWorld.LEEDS, 25);
    storeBusinesses("bristol", StoredWorld.BRISTOL, 15);
    world.store(Version.of(SignalKind.EVENT, "meeting", StoredWorld.LEEDS));
  }

  private void storeBusinesses(String name, Cell cell, int count) {
    List<Version> businesses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      businesses.add(Version.of(SignalKind.BUSINESS, name + " " + i, cell));
    }
    world.store(businesses);
  }

  private MadeRelease make(YearMonth month) {
    return maker.make(month, METHOD, StoredWorld.CLASSIFIER, State.PUBLISHED);
  }

  private static SectorRanking ai(MadeRelease release) {
    return release.rankings().get(1);
  }

  @Test
  void aReleaseHoldsSixTablesAndItsManifestAndCanBeMadeAgain() {
    MadeRelease made = make(JANUARY);

    assertThat(store.documents(FIRST).stream().map(ReleaseStore.Document::name))
        .containsExactly(
            "manifest.json",
            "sectors/advanced-manufacturing.json",
            "sectors/ageing-society.json",
            "sectors/ai-and-data.json",
            "sectors/all-sectors.json",
            "sectors/clean-growth.json",
            "sectors/smart-cities-and-mobility.json");
    assertThat(ai(made).clusters().stream().map(SectorRanking.RankedCluster::id))
        .containsExactlyInAnyOrder("london", "leeds", "bristol");
    assertThat(made.manifest().previous()).isEmpty();
    assertThat(made.manifest().coverage().stream().mapToLong(source -> source.signals()).sum())
        .isEqualTo(81);
    assertThat(verify.differences(FIRST)).isEmpty();
  }

  @Test
  void laterSignalsDoNotChangeAReleaseThatIsMadeAgain() {
    make(JANUARY);
    storeBusinesses("york", StoredWorld.LEEDS, 30);

    assertThat(verify.differences(FIRST)).isEmpty();
  }

  @Test
  void verifyNamesADocumentThatWasEdited() {
    make(JANUARY);
    database.execute(
        "alter table release_document disable trigger release_document_is_final;"
            + " update release_document set content = content || '\\x20'"
            + " where name = 'sectors/ai-and-data.json';"
            + " alter table release_document enable trigger release_document_is_final");

    assertThat(verify.differences(FIRST))
        .containsExactly(
            "sectors/ai-and-data.json was changed after it was stored",
            "sectors/ai-and-data.json is not what the stored signals give");
  }

  @Test
  void verifyNamesTheSectorWhoseSignalsWereEdited() {
    make(JANUARY);
    database.execute(
        "update signal_part set ai_and_data = 999999 where position ="
            + " (select min(position) from signal_part)");

    assertThat(verify.differences(FIRST))
        .contains(
            "the stored signals of ai-and-data have other totals",
            "sectors/ai-and-data.json is not what the stored signals give");
  }

  @Test
  void aReleaseIsMadeOnceAndThenOnlyCorrected() {
    make(JANUARY);
    assertThatThrownBy(() -> make(JANUARY))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("2026-01.v1 is there already");
    byte[] before = store.documents(FIRST).get(3).content();
    storeBusinesses("late", StoredWorld.BRISTOL, 20);

    MadeRelease corrected =
        maker.correct(JANUARY, METHOD, StoredWorld.CLASSIFIER, "Bristol was sent late.");

    assertThat(corrected.id()).isEqualTo(new ReleaseId(JANUARY, 2));
    assertThat(corrected.manifest().revision().orElseThrow().reason())
        .isEqualTo("Bristol was sent late.");
    assertThat(corrected.manifest().revision().orElseThrow().largestChangePoints()).isPositive();
    assertThat(store.documents(FIRST).get(3).content()).isEqualTo(before);
    assertThat(verify.differences(FIRST)).isEmpty();
    assertThat(verify.differences(corrected.id())).isEmpty();
  }

  @Test
  void correctingWhatIsNotThereSaysWhatToDo() {
    assertThatThrownBy(() -> maker.correct(JANUARY, METHOD, StoredWorld.CLASSIFIER, "A reason."))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("no release of 2026-01 to correct");
  }

  @Test
  void clustersKeepTheirIdsAndTheChangeOfEachIsExplainedInThreeParts() {
    make(JANUARY);
    storeBusinesses("more", StoredWorld.LEEDS, 60);

    MadeRelease next = make(FEBRUARY);

    assertThat(ai(next).clusters().getFirst().id()).isEqualTo("leeds");
    assertThat(next.manifest().previous()).contains("2026-01.v1");
    SectorChanges changes = next.changes().orElseThrow().sectors().get(1);
    assertThat(changes.events()).isEmpty();
    for (ClusterChange change : changes.clusters()) {
      assertThat(change.activity() + change.boundary() + change.method())
          .isCloseTo(change.change(), within(1e-9));
      assertThat(change.boundary()).isCloseTo(0, within(1e-9));
      assertThat(change.method()).isZero();
    }
    assertThat(verify.differences(next.id())).isEmpty();
  }

  @Test
  void anotherMethodShowsAsMethodInTheChanges() {
    make(JANUARY);

    MadeRelease next =
        maker.make(FEBRUARY, MethodFile.find("uktii-2"), StoredWorld.CLASSIFIER, State.PUBLISHED);

    SectorChanges changes = next.changes().orElseThrow().sectors().get(1);
    double method = changes.clusters().stream().mapToDouble(one -> Math.abs(one.method())).sum();
    double boundary =
        changes.clusters().stream().mapToDouble(one -> Math.abs(one.boundary())).sum();
    assertThat(method).isPositive();
    assertThat(boundary).isCloseTo(0, within(1e-9));
  }

  @Test
  void aChangeOfMethodIsPublishedBothWaysForOneRelease() {
    make(JANUARY);
    MethodFile other = MethodFile.find("uktii-2");

    MadeRelease next = maker.make(FEBRUARY, other, StoredWorld.CLASSIFIER, State.PUBLISHED);
    MadeRelease after =
        maker.make(YearMonth.of(2026, 3), other, StoredWorld.CLASSIFIER, State.PUBLISHED);

    // Nothing came in, so by the method of January February is what January was.
    SectorRanking january = store.rankings(FIRST).get(1);
    SectorRanking byEarlier =
        RankingJson.read(
            store.documents(next.id()).stream()
                .filter(document -> document.name().equals("earlier-method/ai-and-data.json"))
                .findFirst()
                .orElseThrow()
                .content(),
            SectorRanking.class);
    assertThat(byEarlier.method()).isEqualTo("live-1");
    assertThat(ai(next).method()).isEqualTo("uktii-2");
    assertThat(byEarlier.clusters().stream().map(SectorRanking.RankedCluster::percentage))
        .containsExactlyElementsOf(
            january.clusters().stream().map(SectorRanking.RankedCluster::percentage).toList());
    assertThat(store.documents(after.id()).stream().map(ReleaseStore.Document::name))
        .noneMatch(name -> name.startsWith("earlier-method/"));
    assertThat(verify.differences(next.id())).isEmpty();
  }

  @Test
  void aMonthWhoseReleasesWereAllWithdrawnCanBeMadeAgain() {
    make(JANUARY);
    store.withdraw(FIRST, "Two sources were counted twice.");

    MadeRelease again = make(JANUARY);

    assertThat(again.id()).isEqualTo(new ReleaseId(JANUARY, 2));
    assertThat(again.manifest().revision().orElseThrow().reason())
        .isEqualTo("2026-01.v1 was withdrawn: Two sources were counted twice.");
    assertThat(store.find(FIRST).orElseThrow().state()).isEqualTo(State.WITHDRAWN);
    assertThat(verify.differences(again.id())).isEmpty();
    assertThatThrownBy(() -> make(JANUARY))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("2026-01.v1 is there already");
  }

  @Test
  void ofTwoThatMakeTheSameReleaseOneDoesAndTheOtherIsTold() throws InterruptedException {
    Callable<MadeRelease> making = () -> make(JANUARY);
    List<Throwable> failures = new ArrayList<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Future<MadeRelease> result : two.invokeAll(List.of(making, making))) {
        try {
          result.get();
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        }
      }
    }
    assertThat(failures).hasSize(1).allMatch(OperatorException.class::isInstance);
    assertThat(store.list()).hasSize(1);
    assertThat(verify.differences(FIRST)).isEmpty();
  }

  @Test
  void aDraftMayBeMadeAgainUntilItIsPublished() {
    maker.make(JANUARY, METHOD, StoredWorld.CLASSIFIER, State.DRAFT);
    storeBusinesses("more", StoredWorld.LEEDS, 5);
    maker.make(JANUARY, METHOD, StoredWorld.CLASSIFIER, State.DRAFT);

    assertThat(store.latestOf(JANUARY)).isEmpty();
    store.publish(FIRST, Instant.parse("2026-02-03T09:30:00Z"));
    assertThat(store.latestOf(JANUARY).orElseThrow().state()).isEqualTo(State.PUBLISHED);
    assertThat(verify.differences(FIRST)).isEmpty();
    assertThatThrownBy(() -> store.publish(FIRST, Instant.now()))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("no draft 2026-01.v1");
  }

  @Test
  void aWithdrawnReleaseStaysWithItsReason() {
    make(JANUARY);
    store.withdraw(FIRST, "Two sources were counted twice.");

    ReleaseStore.Row row = store.find(FIRST).orElseThrow();
    assertThat(row.state()).isEqualTo(State.WITHDRAWN);
    assertThat(row.reason()).contains("Two sources were counted twice.");
    assertThat(store.documents(FIRST)).isNotEmpty();
  }

  @Test
  void aDryRunStoresNothing() {
    MadeRelease would = maker.dryRun(JANUARY, METHOD, StoredWorld.CLASSIFIER);

    assertThat(would.rankings()).hasSize(6);
    assertThat(store.list()).isEmpty();
  }

  @Test
  void theScheduleNamesTwelveDatesAndMakesWhatIsDueOnce() {
    ReleaseSchedule schedule =
        new ReleaseSchedule(database.dataSource(), maker, METHOD, StoredWorld.CLASSIFIER);
    ReleaseSchedule other =
        new ReleaseSchedule(database.dataSource(), maker, METHOD, StoredWorld.CLASSIFIER);

    assertThat(schedule.run(Instant.parse("2026-02-03T09:29:59Z"))).isEmpty();
    assertThat(
            new ReleasePlan(database.dataSource()).nameDates(Instant.parse("2026-02-01T00:00:00Z")))
        .hasSize(12);
    assertThat(schedule.run(Instant.parse("2026-02-03T09:30:00Z"))).containsExactly(FIRST);
    assertThat(other.run(Instant.parse("2026-02-03T09:30:00Z"))).isEmpty();
    assertThat(store.list()).hasSize(1);
  }
}
