package org.techindex.common.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.techindex.common.grid.LatLon;
import org.techindex.common.method.ClustererSpec.Dbscan;
import org.techindex.common.method.ClustererSpec.DensityPeaks;
import org.techindex.common.method.ClustererSpec.KMeans;
import org.techindex.common.method.ClustererSpec.NearestCentroid;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;

class MethodFileTest {

  private static final String HEADS = "name: mine\ncounting: heads\nclusterer:\n";

  @Test
  void theDefaultMethodIsThatOfTheDesign() {
    Method method = MethodFile.byDefault().method();

    assertThat(method)
        .isEqualTo(
            new Method(
                "live-1",
                new Counting.Factors(new FactorWeights(0.4, 0.2, 0.2, 0.1, 0.1)),
                Optional.of(new EventDecay(12, 24)),
                8,
                new DensityPeaks(8, 2, 40, 0.5, 10, 0.003),
                new IntervalSettings(0.95, 1000, 1000)));
  }

  @Test
  void thePublishedMethodCountsHeadsAroundThePublishedCentres() {
    Method method = MethodFile.find("uktii-2").method();

    assertThat(method.counting()).isEqualTo(new Counting.Heads());
    assertThat(method.events()).isEmpty();
    NearestCentroid clusterer = (NearestCentroid) method.clusterer();
    assertThat(Sector.CLASSIFIED.stream().map(sector -> clusterer.points(sector).size()))
        .containsExactly(35, 40, 22, 30, 33);
    assertThat(clusterer.points(Sector.ALL_SECTORS)).hasSize(30);
    assertThat(clusterer.points(Sector.AI_AND_DATA))
        .first()
        .isEqualTo(new LatLon(51.4999068488372, -2.45421356877077));
  }

  @Test
  void everyMethodThatComesWithTheSoftwareCanBeRead() {
    assertThat(MethodFile.INCLUDED)
        .allSatisfy(name -> assertThat(MethodFile.find(name).method().name()).isEqualTo(name));
  }

  @Test
  void allMistakesOfAFileAreReportedTogether() {
    String document =
        """
        name: mine
        counting: factors
        weights:
          activity: 0.4
          evnts: 0.2
          universities: -0.2
          influence: much
          specialisms: 0.1
        events:
          halfLifeMonths: 0
          windowMonths: 1.5
        clusterer:
          kind: density-peaks
          bandwithKilometres: 8
          prominence: 0.5
          mergeDistanceKilometres: 40
          linkStrength: 1
          minimumOrganisations: 10
          minimumShare: 0.003
        influenceReachKilometres: 8
        colour: red
        """;

    assertThatThrownBy(() -> MethodFile.parse(document, "mine.yaml"))
        .isInstanceOf(OperatorException.class)
        .extracting(Throwable::getMessage)
        .isEqualTo(
            """
            method file mine.yaml: weights.events is missing
            method file mine.yaml: weights.universities must be a number from 0 to 1000000000, not -0.2
            method file mine.yaml: weights.influence must be a number from 0 to 1000000000, not "much"
            method file mine.yaml: unknown key weights.evnts: did you mean events?
            method file mine.yaml: events.halfLifeMonths must be a number above 0 to 1000000000, not 0
            method file mine.yaml: events.windowMonths must be a whole number, 1 or more, not 1.5
            method file mine.yaml: clusterer.bandwidthKilometres is missing
            method file mine.yaml: clusterer.prominence must be a number from 1 to 1000000000, not 0.5
            method file mine.yaml: clusterer.linkStrength must be a number from 0 to below 1, not 1
            method file mine.yaml: unknown key clusterer.bandwithKilometres: did you mean bandwidthKilometres?
            method file mine.yaml: unknown key colour\
            """);
  }

  @Test
  void weightsThatDoNotAddUpToOneAreRefusedWithTheirSum() {
    assertThatThrownBy(() -> MethodFile.parse(factors("0.4", "0.2", "0.2", "0.1", "0.2"), "m"))
        .hasMessage("method file m: the weights add up to 1.1, not to 1");
    assertThatThrownBy(() -> MethodFile.parse(factors("0", "0", "0", "0", "0"), "m"))
        .hasMessage("method file m: the weights add up to 0, not to 1");
    assertThatThrownBy(() -> MethodFile.parse(factors("1e9", "0", "0", "0", "0"), "m"))
        .hasMessage("method file m: the weights add up to 1000000000, not to 1");
  }

  @Test
  void aFactorMayWeighNothing() {
    Method method = MethodFile.parse(factors("1", "0", "0", "0", "0"), "m").method();

    assertThat(method.counting()).isEqualTo(new Counting.Factors(new FactorWeights(1, 0, 0, 0, 0)));
  }

  @Test
  void weightsInProportionAreRescaledWhateverTheirSize() {
    FactorWeights weights = FactorWeights.inProportion(1e9, 5e8, 5e8, 0, 0);

    assertThat(weights).isEqualTo(new FactorWeights(0.5, 0.25, 0.25, 0, 0));
    assertThatThrownBy(() -> FactorWeights.inProportion(0, 0, 0, 0, 0))
        .hasMessage("all weights are 0: give at least one factor a weight");
    assertThatThrownBy(() -> FactorWeights.inProportion(1, -1, 0, 0, 0))
        .hasMessage("the weight of events is 0 or more, not -1.0");
    assertThatThrownBy(() -> FactorWeights.inProportion(1, Double.NaN, 0, 0, 0))
        .hasMessage("the weight of events is 0 or more, not NaN");
  }

  @Test
  void kMeansTakesKForAllAndForSingleSectors() {
    Method method =
        MethodFile.parse(
                HEADS
                    + """
                      kind: k-means
                      clusters: 30
                      seed: 7
                      sectorClusters:
                        ai-and-data: 35
                    """,
                "m")
            .method();

    KMeans clusterer = (KMeans) method.clusterer();
    assertThat(clusterer.seed()).isEqualTo(7);
    assertThat(clusterer.clusters(Sector.AI_AND_DATA)).isEqualTo(35);
    assertThat(clusterer.clusters(Sector.CLEAN_GROWTH)).isEqualTo(30);
  }

  @Test
  void dbscanTakesRadiusAndShares() {
    Method method =
        MethodFile.parse(
                HEADS
                    + """
                      kind: dbscan
                      radiusKilometres: 15
                      minimumShare: 0.01
                      minimumOrganisations: 10
                    """,
                "m")
            .method();

    assertThat(method.clusterer()).isEqualTo(new Dbscan(15, 0.01, 10));
  }

  @Test
  void aCsvThatTheFileNamesBecomesPartOfItsDocument(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("centres.csv"), "Label,Latitude,Longitude,Proportion\na,51.5,-0.1,1\n");
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, HEADS + "  kind: nearest-centroid\n  centroids: centres.csv\n");

    MethodFile read = MethodFile.find(file.toString());

    NearestCentroid clusterer = (NearestCentroid) read.method().clusterer();
    assertThat(clusterer.points(Sector.AGEING_SOCIETY)).containsExactly(new LatLon(51.5, -0.1));
    Files.delete(folder.resolve("centres.csv"));
    assertThat(MethodFile.parse(read.document(), "release")).isEqualTo(read);
  }

  @Test
  void rowsThatAreNoCentreAreNamed() {
    String document =
        HEADS
            + """
              kind: nearest-centroid
              centroids: |
                sector,label,latitude,longitude
                robots,a,51,0
                ai-and-data,b,91,0
                ,c,north,0
            """;

    assertThatThrownBy(() -> MethodFile.parse(document, "m"))
        .hasMessage(
            """
            method file m: clusterer.centroids, row 1: 'robots' is not a sector
            method file m: clusterer.centroids, row 2: latitude 91.0 is not within -90 to 90
            method file m: clusterer.centroids, row 3: For input string: "north\"\
            """);
  }

  @Test
  void whatIsNoMethodIsOneClearLine(@TempDir Path folder) {
    assertThatThrownBy(() -> MethodFile.find("live-2"))
        .hasMessage(
            "no method 'live-2': did you mean live-1? (there are live-1, uktii-2, uktii-2-k-means,"
                + " hotspots-1, or the path of a method file)");
    assertThatThrownBy(() -> MethodFile.parse("name: [", "m"))
        .hasMessageStartingWith("method file m is not YAML: ")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> MethodFile.parse("name: a\nname: b\n", "m"))
        .hasMessageContaining("Duplicate");
    assertThatThrownBy(() -> MethodFile.parse("", "m")).hasMessageContaining("must hold keys");
    assertThatThrownBy(() -> MethodFile.read(folder.resolve("none.yaml")))
        .hasMessageContaining("cannot read");
  }

  @Test
  void theDigestIsThatOfTheDocumentsBytes() {
    // printf 'name: a' | sha256sum
    MethodFile file = new MethodFile(MethodFile.byDefault().method(), "name: a");

    assertThat(file.sha256())
        .isEqualTo("3870260320435287cb7bb973f6c6ce940630c8530d0d2c5f9409635c1d4678ea");
  }

  @Test
  void anEventHalvesEachHalfLifeAndEndsWithTheWindow() {
    EventDecay decay = new EventDecay(12, 24);

    assertThat(decay.millionthsAfter(0)).isEqualTo(1_000_000);
    assertThat(decay.millionthsAfter(12)).isEqualTo(500_000);
    // 2^(-1/12) = 0.943874312...
    assertThat(decay.millionthsAfter(1)).isEqualTo(943_874);
    assertThat(decay.millionthsAfter(24)).isZero();
    assertThat(decay.millionthsAfter(23) / 1e6).isCloseTo(0.264866, within(1e-6));
  }

  private static String factors(
      String activity, String events, String universities, String influence, String specialisms) {
    return """
    name: mine
    counting: factors
    weights: {activity: %s, events: %s, universities: %s, influence: %s, specialisms: %s}
    events: {halfLifeMonths: 12, windowMonths: 24}
    influenceReachKilometres: 8
    clusterer:
      kind: density-peaks
      bandwidthKilometres: 8
      prominence: 2
      mergeDistanceKilometres: 40
      linkStrength: 0.5
      minimumOrganisations: 10
      minimumShare: 0.003
    """
        .formatted(activity, events, universities, influence, specialisms);
  }
}
