package org.techindex.local.classifier;

import java.util.SortedMap;
import java.util.TreeMap;
import org.techindex.common.sector.TextFeatures;

/**
 * How a model is trained. The default values were chosen by cross-validation on the weak labels and
 * the topics, never on the labelled notices.
 *
 * @param cost of a wrong label against large weights, C of liblinear
 * @param wordScale value of a word, before the division by the root of a text's length
 * @param pairScale value of a pair
 * @param fragmentScale value of a run of characters
 * @param keywordScale value of one point of keyword score
 * @param distinction how far features that tell a sector from others count more, 0 to 1 ({@link
 *     FeatureFactors})
 * @param leastGroups features seen in fewer groups of texts are left out
 * @param framesPerTopic frames that each topic is put into
 * @param missingLabelScore a weak label that is absent though the keyword score is this or more is
 *     taken for unknown
 * @param correctionCopies how often a correction counts
 * @param seed of the choice of frames and of the folds
 */
record TrainingSettings(
    double cost,
    double wordScale,
    double pairScale,
    double fragmentScale,
    double keywordScale,
    double distinction,
    int leastGroups,
    int framesPerTopic,
    double missingLabelScore,
    int correctionCopies,
    long seed) {

  static final TrainingSettings DEFAULT =
      new TrainingSettings(1, 1, 0.7, 0.35, 0.3, 0.5, 2, 1, 8, 5, 20261101);

  SortedMap<String, String> asParameters() {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("solver", "liblinear L2R_LR_DUAL");
    parameters.put("cost", Double.toString(cost));
    parameters.put("wordScale", Double.toString(wordScale));
    parameters.put("pairScale", Double.toString(pairScale));
    parameters.put("fragmentScale", Double.toString(fragmentScale));
    parameters.put("keywordScale", Double.toString(keywordScale));
    parameters.put("leadShare", Double.toString(TextFeatures.LEAD_SHARE));
    parameters.put("distinction", Double.toString(distinction));
    parameters.put("leastGroups", Integer.toString(leastGroups));
    parameters.put("framesPerTopic", Integer.toString(framesPerTopic));
    parameters.put("missingLabelScore", Double.toString(missingLabelScore));
    parameters.put("correctionCopies", Integer.toString(correctionCopies));
    parameters.put("seed", Long.toString(seed));
    return parameters;
  }
}
