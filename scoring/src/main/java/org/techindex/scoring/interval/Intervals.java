package org.techindex.scoring.interval;

import java.util.ArrayList;
import java.util.List;
import org.techindex.common.measure.Weight;
import org.techindex.common.method.Counting;
import org.techindex.common.method.IntervalSettings;
import org.techindex.common.method.Method;
import org.techindex.common.method.Percentages;
import org.techindex.common.release.SectorRanking.Interval;
import org.techindex.scoring.interval.PercentageIntervals.Ends;
import org.techindex.scoring.share.FactorShares;

/**
 * How sure the ranks and percentages of a sector's table are: against other signals of the same
 * sort (rank sets for the whole table, an interval for each percentage), and against other weights.
 */
public final class Intervals {

  private static final double LOW_PART = 0.05;
  private static final double HIGH_PART = 0.95;

  private final Counting counting;
  private final IntervalSettings settings;

  public Intervals(Method method) {
    this.counting = method.counting();
    this.settings = method.intervals();
  }

  /**
   * One for each cluster, in the order of labels.
   *
   * @param seedText what the random streams are seeded by, such as "2026-11.v1/ai-and-data"; the
   *     same text gives the same intervals
   */
  public List<Interval> of(FactorShares shares, Percentages percentages, String seedText) {
    if (shares.factors().isEmpty()) {
      return List.of();
    }
    RandomStream weights = RandomStream.of(seedText + "/weights");
    AnyWeightsRanks anyWeights = AnyWeightsRanks.of(shares, settings.weightDraws(), weights);
    List<AgainstOtherSignals> againstSignals =
        switch (counting) {
          case Counting.Factors _ ->
              ofNoise(percentages, SignalNoise.of(shares, percentages), seedText);
          case Counting.Heads _ -> ofCounts(shares);
        };
    List<Interval> intervals = new ArrayList<>();
    for (int cluster = 0; cluster < shares.clusters(); cluster++) {
      AgainstOtherSignals againstSignal = againstSignals.get(cluster);
      intervals.add(
          new Interval(
              againstSignal.ranks.low(),
              againstSignal.ranks.high(),
              againstSignal.percentage.low(),
              againstSignal.percentage.high(),
              anyWeights.quantile(cluster, 0.5),
              anyWeights.quantile(cluster, LOW_PART),
              anyWeights.quantile(cluster, HIGH_PART)));
    }
    return intervals;
  }

  private record AgainstOtherSignals(RankSet ranks, Ends percentage) {}

  private List<AgainstOtherSignals> ofNoise(
      Percentages percentages, SignalNoise noise, String seedText) {
    RankSet[] sets =
        new WeightedRanks(settings.confidence(), settings.differenceDraws())
            .rankSets(percentages, noise, RandomStream.of(seedText + "/differences"));
    PercentageIntervals ofPercentage = new PercentageIntervals(settings.confidence());
    List<AgainstOtherSignals> found = new ArrayList<>();
    for (int cluster = 0; cluster < sets.length; cluster++) {
      double deviation = Math.sqrt(noise.covariance(cluster, cluster));
      found.add(
          new AgainstOtherSignals(
              sets[cluster], ofPercentage.ofDeviation(percentages.percentage(cluster), deviation)));
    }
    return found;
  }

  private List<AgainstOtherSignals> ofCounts(FactorShares shares) {
    double[] heads = new double[shares.clusters()];
    double all = heads(shares, shares.clusters());
    for (int cluster = 0; cluster < heads.length; cluster++) {
      heads[cluster] = heads(shares, cluster);
      all += heads[cluster];
    }
    RankSet[] sets = CountRanks.rankSets(heads, settings.confidence());
    PercentageIntervals ofPercentage = new PercentageIntervals(settings.confidence());
    List<AgainstOtherSignals> found = new ArrayList<>();
    for (int cluster = 0; cluster < sets.length; cluster++) {
      found.add(new AgainstOtherSignals(sets[cluster], ofPercentage.ofCount(heads[cluster], all)));
    }
    return found;
  }

  private static double heads(FactorShares shares, int row) {
    return (double) shares.headsMillionths(row) / Weight.ONE_MILLIONTHS;
  }
}
