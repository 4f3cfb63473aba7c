package org.techindex.local.classifier;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.TextFeatures;

/**
 * Texts as the solver takes them: numbers 1 to {@link TextFeatures#BUCKETS} are the hashed
 * features, the five after them the keyword scores.
 */
final class FeatureVectors {

  static final int FEATURES = TextFeatures.BUCKETS + Sector.CLASSIFIED.size();

  private final TrainingSettings settings;
  private final KeywordModel keywords;

  FeatureVectors(TrainingSettings settings, KeywordModel keywords) {
    this.settings = settings;
    this.keywords = keywords;
  }

  Feature[] of(LabelledText text) {
    Map<Integer, Double> values = new TreeMap<>();
    int distinct =
        TextFeatures.visit(
            text.title(),
            text.text(),
            (kind, bucket, _, _) -> values.merge(bucket + 1, scale(kind), Double::sum));
    double root = Math.sqrt(Math.max(1, distinct));
    List<Feature> features = new ArrayList<>(values.size() + Sector.CLASSIFIED.size());
    values.forEach((number, value) -> features.add(new FeatureNode(number, value / root)));
    double[] scores = keywords.scores(text.title(), text.text());
    for (int sector = 0; sector < scores.length; sector++) {
      if (scores[sector] != 0) {
        features.add(
            new FeatureNode(
                TextFeatures.BUCKETS + 1 + sector, scores[sector] * settings.keywordScale()));
      }
    }
    return features.toArray(Feature[]::new);
  }

  double scale(TextFeatures.Kind kind) {
    return switch (kind) {
      case WORD -> settings.wordScale();
      case PAIR -> settings.pairScale();
      case FRAGMENT -> settings.fragmentScale();
    };
  }
}
