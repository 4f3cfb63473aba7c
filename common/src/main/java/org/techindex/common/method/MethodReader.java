package org.techindex.common.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.techindex.common.method.ClustererSpec.Dbscan;
import org.techindex.common.method.ClustererSpec.DensityPeaks;
import org.techindex.common.method.ClustererSpec.KMeans;
import org.techindex.common.method.ClustererSpec.NearestCentroid;
import org.techindex.common.method.ClustererSpec.SectorClusters;
import org.techindex.common.method.Section.Range;
import org.techindex.common.sector.Sector;
import tools.jackson.databind.JsonNode;

/** Turns the tree of a method file into a method, and notes every mistake on the way. */
final class MethodReader {

  private static final String FACTORS = "factors";
  private static final String HEADS = "heads";

  private final List<String> mistakes = new ArrayList<>();

  /** One line each, in the order of the file's sections; empty after reading a good file. */
  List<String> mistakes() {
    return mistakes;
  }

  /** The method; of no use where there are mistakes. */
  Method read(JsonNode tree) {
    Section file = new Section("", tree, mistakes);
    String name = file.text("name");
    boolean heads = file.word("counting", List.of(FACTORS, HEADS)).equals(HEADS);
    Counting counting =
        heads ? new Counting.Heads() : new Counting.Factors(weights(file.section("weights")));
    Optional<EventDecay> events =
        heads ? Optional.empty() : Optional.of(events(file.section("events")));
    double reach = heads ? 0 : file.number("influenceReachKilometres", Range.ZERO_OR_MORE);
    ClustererSpec clusterer = clusterer(file.section("clusterer"));
    IntervalSettings intervals =
        file.has("intervals") ? intervals(file.section("intervals")) : IntervalSettings.DEFAULT;
    file.refuseUnknown();
    return new Method(name, counting, events, reach, clusterer, intervals);
  }

  private FactorWeights weights(Section section) {
    int before = mistakes.size();
    double[] weights = new double[Factor.values().length];
    for (Factor factor : Factor.values()) {
      weights[factor.ordinal()] = section.number(factor.word(), Range.ZERO_OR_MORE);
    }
    section.refuseUnknown();
    if (mistakes.size() == before) {
      try {
        return new FactorWeights(weights[0], weights[1], weights[2], weights[3], weights[4]);
      } catch (IllegalArgumentException e) {
        mistakes.add(e.getMessage());
      }
    }
    return FactorWeights.inProportion(1, 1, 1, 1, 1);
  }

  private static EventDecay events(Section section) {
    double halfLifeMonths = section.number("halfLifeMonths", Range.POSITIVE);
    int windowMonths = section.whole("windowMonths", 1);
    section.refuseUnknown();
    return new EventDecay(halfLifeMonths, windowMonths);
  }

  private ClustererSpec clusterer(Section section) {
    String kind =
        section.word(
            "kind", List.of(DensityPeaks.KIND, NearestCentroid.KIND, KMeans.KIND, Dbscan.KIND));
    ClustererSpec spec =
        switch (kind) {
          case NearestCentroid.KIND ->
              new NearestCentroid(Centroids.read(section.text("centroids"), mistakes));
          case KMeans.KIND -> kMeans(section);
          case Dbscan.KIND ->
              new Dbscan(
                  section.number("radiusKilometres", Range.POSITIVE),
                  section.number("minimumShare", Range.INNER_FRACTION),
                  section.whole("minimumOrganisations", 0));
          default ->
              new DensityPeaks(
                  section.number("bandwidthKilometres", Range.POSITIVE),
                  section.number("prominence", Range.ONE_OR_MORE),
                  section.number("mergeDistanceKilometres", Range.POSITIVE),
                  section.number("linkStrength", Range.FRACTION_BELOW_ONE),
                  section.whole("minimumOrganisations", 0),
                  section.number("minimumShare", Range.FRACTION_BELOW_ONE));
        };
    section.refuseUnknown();
    return spec;
  }

  private KMeans kMeans(Section section) {
    int clusters = section.whole("clusters", 1);
    int seed = section.whole("seed", 0);
    List<SectorClusters> own = new ArrayList<>();
    if (section.has("sectorClusters")) {
      Section sectors = section.section("sectorClusters");
      for (Map.Entry<String, JsonNode> entry : sectors.entries().entrySet()) {
        Optional<Sector> sector = Sector.find(entry.getKey());
        if (sector.isEmpty()) {
          sectors.mistake(entry.getKey(), "is not a sector");
        } else {
          own.add(new SectorClusters(sector.get(), sectors.whole(entry.getKey(), 1)));
        }
      }
    }
    return new KMeans(clusters, own, seed);
  }

  private static IntervalSettings intervals(Section section) {
    IntervalSettings settings =
        new IntervalSettings(
            section.number("confidence", Range.INNER_FRACTION),
            section.whole("differenceDraws", 100),
            section.whole("weightDraws", 100));
    section.refuseUnknown();
    return settings;
  }
}
