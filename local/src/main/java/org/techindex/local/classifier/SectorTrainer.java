package org.techindex.local.classifier;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import org.techindex.common.sector.Calibration;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.LinearModel;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.TextFeatures;

/**
 * Trains one logistic regression for each sector, on the texts for which that sector is known (Fan
 * et al. 2008, LIBLINEAR). Texts of a sector weigh together as much as all others: calibration puts
 * the true frequency back. Deterministic: the order in which the solver visits texts is drawn with
 * the seed, and texts are taken in the order given.
 */
final class SectorTrainer {

  private static final int SECTORS = Sector.CLASSIFIED.size();
  private static final double TOLERANCE = 0.1;

  /**
   * The largest weight is so many steps: fine enough that rounding moves no answer that matters.
   */
  private static final int STEPS = 2000;

  private final TrainingSettings settings;
  private final KeywordModel keywords;
  private final FeatureVectors vectors;
  private final IdentityHashMap<LabelledText, Feature[]> features = new IdentityHashMap<>();

  SectorTrainer(TrainingSettings settings, KeywordModel keywords) {
    this.settings = settings;
    this.keywords = keywords;
    this.vectors = new FeatureVectors(settings, keywords);
  }

  /** Weights of one sector: of every feature by its number, the bias last. */
  static final class SectorWeights {
    private final double[] weights;

    private SectorWeights(double[] weights) {
      this.weights = weights;
    }

    private double score(Feature[] features) {
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
    double[] weights = new double[FeatureVectors.FEATURES + 1];
    List<LabelledText> known = texts.stream().filter(text -> text.known(sector)).toList();
    long positives = known.stream().filter(text -> text.is().contains(sector)).count();
    if (positives == 0 || positives == known.size()) {
      weights[FeatureVectors.FEATURES] = positives > 0 ? 1 : -1;
      return new SectorWeights(weights);
    }
    double[] factors =
        FeatureFactors.of(known, sector, this::features, kept, settings.distinction());
    List<Feature[]> rows = new ArrayList<>();
    List<Double> answers = new ArrayList<>();
    for (LabelledText text : known) {
      int copies =
          text.origin() == LabelledText.Origin.CORRECTIONS ? settings.correctionCopies() : 1;
      Feature[] features =
          Arrays.stream(features(text))
              .filter(feature -> factors[feature.getIndex()] > 0)
              .<Feature>map(feature ->
                  new FeatureNode(
                      feature.getIndex(), feature.getValue() * factors[feature.getIndex()]))
              .toArray(Feature[]::new);
      for (int copy = 0; copy < copies; copy++) {
        rows.add(withBias(features));
        answers.add(text.is().contains(sector) ? 1.0 : -1.0);
      }
    }
    Problem problem = new Problem();
    problem.l = rows.size();
    problem.n = FeatureVectors.FEATURES + 1;
    problem.x = rows.toArray(Feature[][]::new);
    problem.y = answers.stream().mapToDouble(Double::doubleValue).toArray();
    Linear.disableDebugOutput();
    Parameter parameter = new Parameter(SolverType.L2R_LR_DUAL, settings.cost(), TOLERANCE);
    double odds = (double) (known.size() - positives) / positives;
    parameter.setWeights(new double[] {odds}, new int[] {1});
    parameter.setRandom(new Random(settings.seed()));
    Model model = Linear.train(problem, parameter);
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    double[] solved = model.getFeatureWeights();
    for (int number = 1; number < factors.length; number++) {
      weights[number - 1] = sign * solved[number - 1] * factors[number];
    }
    weights[FeatureVectors.FEATURES] = sign * solved[FeatureVectors.FEATURES];
    return new SectorWeights(weights);
  }

  private static Feature[] withBias(Feature[] features) {
    Feature[] withBias = Arrays.copyOf(features, features.length + 1);
    withBias[features.length] = new FeatureNode(FeatureVectors.FEATURES + 1, 1);
    return withBias;
  }

  private Feature[] features(LabelledText text) {
    return features.computeIfAbsent(text, vectors::of);
  }

  /**
   * By feature number. A feature of one company or one topic alone says nothing of others. Texts of
   * one group follow each other.
   */
  private boolean[] seenInEnoughGroups(List<LabelledText> texts) {
    int[] seen = new int[FeatureVectors.FEATURES + 1];
    int[] lastGroup = new int[FeatureVectors.FEATURES + 1];
    int groups = 0;
    LabelledText before = texts.getFirst();
    for (LabelledText text : texts) {
      if (groups == 0 || text.origin() != before.origin() || text.group() != before.group()) {
        groups++;
      }
      before = text;
      for (Feature feature : features(text)) {
        int number = feature.getIndex();
        if (lastGroup[number] != groups) {
          lastGroup[number] = groups;
          seen[number]++;
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
   * The model as it is kept: weights rounded to 16 bits, the scale of each kind of feature taken
   * into them. Its version is made of the hash of all its figures.
   */
  TrainedModel quantise(List<SectorWeights> trained, List<Calibration> calibrations) {
    double largest = 0;
    double[] scaled = new double[TextFeatures.BUCKETS * SECTORS];
    for (int sector = 0; sector < SECTORS; sector++) {
      for (int bucket = 0; bucket < TextFeatures.BUCKETS; bucket++) {
        double weight =
            trained.get(sector).weights[bucket] * vectors.scale(TextFeatures.kind(bucket));
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
      double[] ofSector = trained.get(sector).weights;
      List<Double> keywordWeights = new ArrayList<>();
      for (int other = 0; other < SECTORS; other++) {
        keywordWeights.add(ofSector[TextFeatures.BUCKETS + other] * settings.keywordScale());
      }
      parts.add(
          new LinearModel.SectorPart(
              ofSector[FeatureVectors.FEATURES], keywordWeights, calibrations.get(sector)));
    }
    return new TrainedModel(keywords, weights, step, parts);
  }
}
