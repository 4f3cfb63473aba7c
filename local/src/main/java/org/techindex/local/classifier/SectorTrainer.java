package org.techindex.local.classifier;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.techindex.common.sector.Calibration;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.LinearModel;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.TextFeatures;

/**
 * Trains one logistic regression for each sector, on the texts for which that sector is known (Fan
 * et al. 2008, LIBLINEAR). Deterministic: the solver draws no random numbers, and texts are taken
 * in the order given.
 */
final class SectorTrainer {

  private static final int SECTORS = Sector.CLASSIFIED.size();
  private static final double TOLERANCE = 0.01;

  private final TrainingSettings settings;
  private final FeatureVectors vectors;
  private final Map<LabelledText, Feature[]> known = new HashMap<>();

  SectorTrainer(TrainingSettings settings, KeywordModel keywords) {
    this.settings = settings;
    this.vectors = new FeatureVectors(settings, keywords);
  }

  /** Weights of one sector: of every feature by its number, the bias last. */
  record SectorWeights(double[] weights) {

    double score(Feature[] features) {
      double score = weights[weights.length - 1];
      for (Feature feature : features) {
        score += weights[feature.getIndex() - 1] * feature.getValue();
      }
      return score;
    }
  }

  /** One set of weights for each of the five sectors, in table order. */
  List<SectorWeights> train(List<LabelledText> texts) {
    boolean[] kept = seenInEnoughGroups(texts);
    List<SectorWeights> all = new ArrayList<>();
    for (Sector sector : Sector.CLASSIFIED) {
      all.add(train(texts, sector, kept));
    }
    return all;
  }

  /** The scores that trained weights give to a text, in table order, before calibration. */
  double[] scores(List<SectorWeights> trained, LabelledText text) {
    Feature[] features = features(text);
    return trained.stream().mapToDouble(weights -> weights.score(features)).toArray();
  }

  private SectorWeights train(List<LabelledText> texts, Sector sector, boolean[] kept) {
    List<Feature[]> rows = new ArrayList<>();
    List<Double> answers = new ArrayList<>();
    for (LabelledText text : texts) {
      if (text.known(sector)) {
        int copies =
            text.origin() == LabelledText.Origin.CORRECTIONS ? settings.correctionCopies() : 1;
        Feature[] features =
            Arrays.stream(features(text))
                .filter(feature -> kept[feature.getIndex()])
                .toArray(Feature[]::new);
        for (int copy = 0; copy < copies; copy++) {
          rows.add(withBias(features));
          answers.add(text.is().contains(sector) ? 1.0 : -1.0);
        }
      }
    }
    double[] weights = new double[FeatureVectors.FEATURES + 1];
    if (answers.stream().distinct().count() < 2) {
      weights[FeatureVectors.FEATURES] = answers.contains(1.0) ? 1 : -1;
      return new SectorWeights(weights);
    }
    Problem problem = new Problem();
    problem.l = rows.size();
    problem.n = FeatureVectors.FEATURES + 1;
    problem.x = rows.toArray(Feature[][]::new);
    problem.y = answers.stream().mapToDouble(Double::doubleValue).toArray();
    Linear.disableDebugOutput();
    Model model =
        Linear.train(problem, new Parameter(SolverType.L2R_LR, settings.cost(), TOLERANCE));
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = sign * model.getFeatureWeights()[i];
    }
    return new SectorWeights(weights);
  }

  private static Feature[] withBias(Feature[] features) {
    Feature[] withBias = Arrays.copyOf(features, features.length + 1);
    withBias[features.length] =
        new de.bwaldvogel.liblinear.FeatureNode(FeatureVectors.FEATURES + 1, 1);
    return withBias;
  }

  private Feature[] features(LabelledText text) {
    return known.computeIfAbsent(text, vectors::of);
  }

  /** By feature number. A feature of one company or one topic alone says nothing of others. */
  private boolean[] seenInEnoughGroups(List<LabelledText> texts) {
    int[] seen = new int[FeatureVectors.FEATURES + 1];
    Map<LabelledText.Origin, Map<Integer, Set<Integer>>> groups = new HashMap<>();
    for (LabelledText text : texts) {
      Set<Integer> ofGroup =
          groups
              .computeIfAbsent(text.origin(), _ -> new HashMap<>())
              .computeIfAbsent(text.group(), _ -> new HashSet<>());
      for (Feature feature : features(text)) {
        if (ofGroup.add(feature.getIndex())) {
          seen[feature.getIndex()]++;
        }
      }
    }
    boolean[] kept = new boolean[seen.length];
    for (int number = 1; number < seen.length; number++) {
      kept[number] = seen[number] >= settings.leastGroups() || number > TextFeatures.BUCKETS;
    }
    return kept;
  }

  /**
   * The model that is shipped: weights rounded to 16 bits, the scale of each kind of feature taken
   * into them.
   */
  Quantised quantise(List<SectorWeights> trained, List<Calibration> calibrations) {
    double largest = 0;
    double[] scaled = new double[TextFeatures.BUCKETS * SECTORS];
    for (int sector = 0; sector < SECTORS; sector++) {
      for (int bucket = 0; bucket < TextFeatures.BUCKETS; bucket++) {
        double weight =
            trained.get(sector).weights()[bucket] * vectors.scale(TextFeatures.kind(bucket));
        scaled[bucket * SECTORS + sector] = weight;
        largest = Math.max(largest, Math.abs(weight));
      }
    }
    double step = largest == 0 ? 1 : largest / STEPS;
    short[] weights = new short[scaled.length];
    for (int i = 0; i < scaled.length; i++) {
      weights[i] = (short) Math.round(scaled[i] / step);
    }
    List<LinearModel.SectorPart> parts = new ArrayList<>();
    for (int sector = 0; sector < SECTORS; sector++) {
      double[] ofSector = trained.get(sector).weights();
      List<Double> keywordWeights = new ArrayList<>();
      for (int other = 0; other < SECTORS; other++) {
        keywordWeights.add(ofSector[TextFeatures.BUCKETS + other] * settings.keywordScale());
      }
      parts.add(
          new LinearModel.SectorPart(
              ofSector[FeatureVectors.FEATURES], keywordWeights, calibrations.get(sector)));
    }
    return new Quantised(weights, step, parts);
  }

  /** The largest weight is so many steps: fine enough that no probability moves by a thousandth. */
  private static final int STEPS = 2000;

  /** All that {@link LinearModel} is made of. */
  record Quantised(short[] weights, double step, List<LinearModel.SectorPart> parts) {}
}
