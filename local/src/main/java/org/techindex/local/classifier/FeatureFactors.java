package org.techindex.local.classifier;

import de.bwaldvogel.liblinear.Feature;
import java.util.List;
import java.util.function.Function;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.TextFeatures;

/**
 * What training multiplies the value of each feature by, for one sector: the more the more often a
 * text of the sector has it than one that is not of it, or the other way round. Weights are then
 * given back for the plain values, so that a model with factors costs no more to use than one
 * without (the log-count ratios of Wang and Manning 2012, Baselines and bigrams, ACL P12-2018,
 * drawn towards one).
 */
final class FeatureFactors {

  private FeatureFactors() {}

  /**
   * By feature number, from 1. Keyword scores have factor one, features that are not kept zero.
   *
   * @param texts of which it is known whether they belong to the sector
   * @param kept by feature number
   * @param part 0 to 1: how much of a factor is the ratio, the rest is one
   */
  static double[] of(
      List<LabelledText> texts,
      Sector sector,
      Function<LabelledText, Feature[]> features,
      boolean[] kept,
      double part) {
    int[] inSector = new int[kept.length];
    int[] outside = new int[kept.length];
    int sectorTexts = 0;
    for (LabelledText text : texts) {
      boolean is = text.is().contains(sector);
      sectorTexts += is ? 1 : 0;
      int[] counts = is ? inSector : outside;
      for (Feature feature : features.apply(text)) {
        counts[feature.getIndex()]++;
      }
    }
    int otherTexts = texts.size() - sectorTexts;
    double[] factors = new double[kept.length];
    for (int number = 1; number < factors.length; number++) {
      if (number > TextFeatures.BUCKETS) {
        factors[number] = 1;
      } else if (kept[number]) {
        double ratio =
            Math.log(
                smoothed(inSector[number], sectorTexts) / smoothed(outside[number], otherTexts));
        factors[number] = 1 - part + part * Math.abs(ratio);
      }
    }
    return factors;
  }

  /** The part of texts that have a feature, as if one more had it and one had it not. */
  private static double smoothed(int having, int texts) {
    return (having + 1.0) / (texts + 2.0);
  }
}
