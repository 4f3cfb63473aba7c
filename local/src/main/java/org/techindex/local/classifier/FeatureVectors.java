package org.techindex.local.classifier;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
    Values all = new Values();
    int distinct = TextFeatures.visit(text.title(), text.text(), all);
    double leadShare = all.leadDistinct == 0 ? 0 : TextFeatures.LEAD_SHARE;
    double ofAll = (1 - leadShare) / Math.sqrt(Math.max(1, distinct));
    double ofLead = leadShare / Math.sqrt(Math.max(1, all.leadDistinct));
    List<Feature> features = new ArrayList<>(all.values.size() + Sector.CLASSIFIED.size());
    all.values.forEach((number, value) ->
        features.add(
            new FeatureNode(
                number, value * ofAll + all.inLead.getOrDefault(number, 0.0) * ofLead)));
    double[] scores = keywords.scores(text.title(), text.text(), leadShare);
    for (int sector = 0; sector < scores.length; sector++) {
      if (scores[sector] != 0) {
        features.add(
            new FeatureNode(
                TextFeatures.BUCKETS + 1 + sector, scores[sector] * settings.keywordScale()));
      }
    }
    return features.toArray(Feature[]::new);
  }

  /** The values of the hashed features by their number, in the text and in its lead. */
  private final class Values implements TextFeatures.Visitor {
    private final SortedMap<Integer, Double> values = new TreeMap<>();
    private Map<Integer, Double> inLead = Map.of();
    private int leadDistinct;

    @Override
    public void visit(TextFeatures.Kind kind, int bucket, int fromWord, int lastWord) {
      values.merge(bucket + 1, scale(kind), Double::sum);
    }

    @Override
    public void leadEnds(int distinct) {
      inLead = Map.copyOf(values);
      leadDistinct = distinct;
    }
  }

  double scale(TextFeatures.Kind kind) {
    return switch (kind) {
      case WORD -> settings.wordScale();
      case PAIR -> settings.pairScale();
      case FRAGMENT -> settings.fragmentScale();
    };
  }
}
