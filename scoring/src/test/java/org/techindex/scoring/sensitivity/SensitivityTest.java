package org.techindex.scoring.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.techindex.common.signal.SignalKind.BUSINESS;
import static org.techindex.common.signal.SignalKind.EVENT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.techindex.common.grid.LatLon;
import org.techindex.common.method.Centroid;
import org.techindex.common.method.ClustererSpec.DensityPeaks;
import org.techindex.common.method.ClustererSpec.NearestCentroid;
import org.techindex.common.method.Counting;
import org.techindex.common.method.EventDecay;
import org.techindex.common.method.FactorWeights;
import org.techindex.common.method.IntervalSettings;
import org.techindex.common.method.Method;
import org.techindex.common.sector.Sector;
import org.techindex.scoring.cluster.CellLinks;
import org.techindex.scoring.sensitivity.SensitivityReport.LeftOut;
import org.techindex.scoring.sensitivity.SensitivityReport.TotalEffect;
import org.techindex.scoring.share.World;

class SensitivityTest {

  // Activity a 8, b 4, c 2; events a 1, b 2, c 8. By weights 0.9 and 0.1: a, b, c.
  private static final World WORLD =
      new World()
          .with(8, BUSINESS, 'a')
          .with(4, BUSINESS, 'b')
          .with(2, BUSINESS, 'c')
          .with(1, EVENT, 'a')
          .with(2, EVENT, 'b')
          .with(8, EVENT, 'c');

  private static final NearestCentroid THREE_PLACES =
      new NearestCentroid(List.of(centre(50), centre(50.5), centre(51)));

  @Test
  void leavingOutAFactorOrKindShowsWhatItHolds() {
    SensitivityReport report = new Sensitivity(method(), input(WORLD)).report(Map.of(), 4, "seed");

    // Without activity, c, b, a: ranks 1, 2, 3 become 3, 2, 1. Without events nothing changes.
    assertThat(report.leftOut())
        .contains(
            new LeftOut("factor activity", new RankChange(4.0 / 3, 2, 2, 3)),
            new LeftOut("factor events", new RankChange(0, 0, 0, 3)),
            new LeftOut("kind business", new RankChange(4.0 / 3, 2, 2, 3)),
            new LeftOut("kind event", new RankChange(0, 0, 0, 3)),
            new LeftOut("kind publication", new RankChange(0, 0, 0, 3)));
  }

  @Test
  void leavingOutASourceShowsWhatItHolds() {
    // The source gave everything in a: its cluster is found nowhere, last of 2 + 1; b and c move
    // up.
    World rest =
        new World()
            .with(4, BUSINESS, 'b')
            .with(2, BUSINESS, 'c')
            .with(2, EVENT, 'b')
            .with(8, EVENT, 'c');

    SensitivityReport report =
        new Sensitivity(method(), input(WORLD)).report(Map.of("ukri", input(rest)), 4, "seed");

    assertThat(report.leftOut())
        .contains(new LeftOut("source ukri", new RankChange(4.0 / 3, 2, 3, 3)));
    assertThat(report.table())
        .contains("source ukri                           1.33         2         3 of   3");
  }

  @Test
  void parametersThatTheMethodHasGetAnIndex() {
    SensitivityReport report = new Sensitivity(method(), input(WORLD)).report(Map.of(), 8, "seed");

    assertThat(report.totalEffects())
        .extracting(TotalEffect::parameter)
        .containsExactly("weight of activity", "weight of events", "half-life of events");
    assertThat(report.totalEffects().get(2).index()).isZero();
  }

  @Test
  void parametersAreVariedFromHalfToOneAndAHalf() {
    Method method =
        new Method(
            "test",
            new Counting.Factors(new FactorWeights(0.5, 0.5, 0, 0, 0)),
            Optional.of(new EventDecay(12, 24)),
            8,
            new DensityPeaks(8, 1.5, 40, 0.5, 10, 0.003),
            IntervalSettings.DEFAULT);
    List<Parameter> parameters = Parameter.of(method);

    Method changed = Parameter.changed(method, parameters, new double[] {1, 0, 0.5, 0, 0, 1});

    // 0.75 and 0.25 rescaled; the prominence would be 0.75 and is held at 1.
    assertThat(parameters)
        .extracting(Parameter::title)
        .containsExactly(
            "weight of activity",
            "weight of events",
            "half-life of events",
            "bandwidth h",
            "prominence tau",
            "merge distance D");
    assertThat(changed)
        .isEqualTo(
            new Method(
                "test",
                new Counting.Factors(new FactorWeights(0.75, 0.25, 0, 0, 0)),
                Optional.of(new EventDecay(12, 24)),
                8,
                new DensityPeaks(4, 1, 60, 0.5, 10, 0.003),
                IntervalSettings.DEFAULT));
  }

  @Test
  void withoutSignalsThereIsNothingToChange() {
    SensitivityReport report =
        new Sensitivity(method(), input(new World())).report(Map.of(), 4, "seed");

    assertThat(report.leftOut()).allMatch(row -> row.change().equals(new RankChange(0, 0, 0, 0)));
  }

  private static Method method() {
    return new Method(
        "test",
        new Counting.Factors(new FactorWeights(0.9, 0.1, 0, 0, 0)),
        Optional.of(new EventDecay(12, 24)),
        8,
        THREE_PLACES,
        IntervalSettings.DEFAULT);
  }

  private static Centroid centre(double latitude) {
    return new Centroid(Optional.empty(), "centre", new LatLon(latitude, -1.5));
  }

  /** Events are taken as faded already. */
  private static SectorInput input(World world) {
    return new SectorInput(Sector.AI_AND_DATA, _ -> world.classified(), CellLinks.NONE);
  }
}
