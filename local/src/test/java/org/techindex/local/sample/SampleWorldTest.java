package org.techindex.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.techindex.common.place.Gazetteer;
import org.techindex.common.place.NameMatch;
import org.techindex.common.sector.EvidenceClassifier;
import org.techindex.common.sector.Memberships;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SectorEvidence;
import org.techindex.common.signal.Signal;
import org.techindex.common.signal.SignalCodec;
import org.techindex.common.signal.SignalId;
import org.techindex.common.signal.SignalKind;
import org.techindex.common.signal.StatedLocation;

class SampleWorldTest {

  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final List<Signal> SIGNALS = signals();

  private static List<Signal> signals() {
    List<Signal> signals = new ArrayList<>();
    new SampleWorld(GAZETTEER, NOVEMBER).forEach(signals::add);
    return signals;
  }

  @Test
  void thereAreAboutFiftyThousandSignalsOfAllFourKinds() {
    Map<SignalKind, Integer> counts = new EnumMap<>(SignalKind.class);
    SIGNALS.forEach(signal -> counts.merge(signal.kind(), 1, Integer::sum));

    // 2.25 times the published points of each sector, rounded per sector, and 3,300 of no sector:
    // businesses 10409 + 1904 + 4151 + 1251 + 1350 + 3300, events 3026 + 1514 + 1094 + 2657 + 2961,
    // publications 5065 + 2662 + 977 + 5000 + 2453.
    assertThat(counts)
        .isEqualTo(
            Map.of(
                SignalKind.BUSINESS, 22_365,
                SignalKind.EVENT, 11_252,
                SignalKind.INSTITUTION, 90,
                SignalKind.PUBLICATION, 16_157));
  }

  @Test
  void identitiesAreUniqueAndLinksLeadToSignals() {
    HashSet<SignalId> ids = new HashSet<>();
    SIGNALS.forEach(signal -> ids.add(signal.head().id()));

    assertThat(ids).hasSameSizeAs(SIGNALS);
    assertThat(SIGNALS)
        .allSatisfy(
            signal -> assertThat(signal.head().links()).allMatch(link -> ids.contains(link.to())));
  }

  @Test
  void theSameMonthGivesTheSameSignals() {
    assertThat(signals()).isEqualTo(SIGNALS);
  }

  @Test
  void signalsLieInTheTwentyFourMonthsThatEndWithTheMonth() {
    assertThat(SIGNALS)
        .allSatisfy(signal ->
            assertThat(signal.head().observed().toLocalDate())
                .isBetween(LocalDate.of(2024, 12, 1), LocalDate.of(2026, 11, 1)));
  }

  @Test
  void everySignalKeepsTheRules() throws Exception {
    for (Signal signal : SIGNALS) {
      assertThat(SignalCodec.decode(signal.kind(), SampleWorld.SOURCE, SignalCodec.encode(signal)))
          .isEqualTo(signal);
    }
  }

  @Test
  void textsAloneTellTheSectorAndNoiseIsTold() {
    EvidenceClassifier classifier = EvidenceClassifier.shipped();
    int without = 0;
    int businesses = 0;
    for (Signal signal : SIGNALS) {
      if (signal instanceof Signal.Business business) {
        businesses++;
        Memberships memberships =
            classifier.classify(
                new SectorEvidence(
                    business.head().name(),
                    business.head().text().orElse(""),
                    List.of(),
                    Optional.empty()));
        without += memberships.millionths(Sector.ALL_SECTORS) == 0 ? 1 : 0;
      }
    }
    // 3,300 of 22,365 businesses belong to no sector.
    assertThat(without).isBetween(3_000, 3_600);
    assertThat(businesses).isEqualTo(22_365);
  }

  @Test
  void everyStatedPlaceIsAPlace() {
    for (Signal signal : SIGNALS) {
      if (signal.head().location().orElse(null) instanceof StatedLocation.AtPlace at) {
        assertThat(GAZETTEER.find(at.place(), at.region())).isInstanceOf(NameMatch.Found.class);
      }
    }
  }

  @Test
  void theSixtyPublishedRowsAreThere() {
    List<PublishedTable.Row> rows = PublishedTable.rows();

    assertThat(rows).hasSize(60);
    assertThat(PublishedTable.rows(Sector.AI_AND_DATA).getFirst())
        .isEqualTo(
            new PublishedTable.Row(
                Sector.AI_AND_DATA, 1, List.of("London"), List.of("Greater London"), 27.1));
  }
}
