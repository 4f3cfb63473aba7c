package org.techindex.local.classifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.techindex.common.sector.Calibration;
import org.techindex.common.sector.Sector;

/**
 * Trains on four fifths of the texts and scores the rest, five times. Folds are drawn by group with
 * a fixed seed; calibrations are fitted to the scores so obtained.
 */
final class CrossValidation {

  private static final int FOLDS = 5;
  private static final int NO_FOLD = -1;

  private final List<LabelledText> texts;
  private final int[] folds;
  private final double[][] scores;

  private CrossValidation(List<LabelledText> texts, int[] folds, double[][] scores) {
    this.texts = texts;
    this.folds = folds;
    this.scores = scores;
  }

  /** Gives, for texts to train on, what scores the five sectors of a text not among them. */
  interface Training extends Function<List<LabelledText>, Function<LabelledText, double[]>> {}

  static CrossValidation run(List<LabelledText> texts, Training training, long seed) {
    int[] folds = folds(texts, seed);
    double[][] scores = new double[texts.size()][];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<LabelledText> others = new ArrayList<>();
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] != fold) {
          others.add(texts.get(i));
        }
      }
      Function<LabelledText, double[]> trained = training.apply(others);
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] == fold) {
          scores[i] = trained.apply(texts.get(i));
        }
      }
    }
    return new CrossValidation(List.copyOf(texts), folds, scores);
  }

  /** The out-of-fold scores of the text at this position. */
  double[] scores(int text) {
    return scores[text].clone();
  }

  /** One for each sector, fitted to all out-of-fold scores. */
  List<Calibration> calibrations() {
    return calibrationsWithout(NO_FOLD);
  }

  /**
   * Probabilities of the five sectors for every text, by calibrations fitted on the other folds.
   */
  List<double[]> probabilities() {
    List<List<Calibration>> calibrations = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      calibrations.add(calibrationsWithout(fold));
    }
    List<double[]> probabilities = new ArrayList<>();
    for (int i = 0; i < folds.length; i++) {
      probabilities.add(calibrate(calibrations.get(folds[i]), scores[i]));
    }
    return probabilities;
  }

  static double[] calibrate(List<Calibration> calibrations, double[] scores) {
    double[] probabilities = new double[scores.length];
    for (int sector = 0; sector < scores.length; sector++) {
      probabilities[sector] = calibrations.get(sector).probability(scores[sector]);
    }
    return probabilities;
  }

  private List<Calibration> calibrationsWithout(int fold) {
    List<Calibration> calibrations = new ArrayList<>();
    for (Sector sector : Sector.CLASSIFIED) {
      List<PlattFit.Scored> scored = new ArrayList<>();
      for (int i = 0; i < folds.length; i++) {
        LabelledText text = texts.get(i);
        if (folds[i] != fold && text.known(sector)) {
          scored.add(
              new PlattFit.Scored(scores[i][sector.classifiedIndex()], text.is().contains(sector)));
        }
      }
      calibrations.add(PlattFit.fit(scored));
    }
    return calibrations;
  }

  private static int[] folds(List<LabelledText> texts, long seed) {
    Map<LabelledText.Origin, Map<Integer, Integer>> foldOfGroup =
        new EnumMap<>(LabelledText.Origin.class);
    for (LabelledText.Origin origin : LabelledText.Origin.values()) {
      List<Integer> groups =
          new ArrayList<>(
              texts.stream()
                  .filter(text -> text.origin() == origin)
                  .map(LabelledText::group)
                  .distinct()
                  .sorted()
                  .toList());
      Collections.shuffle(groups, new Random(seed + origin.ordinal()));
      Map<Integer, Integer> folds = new HashMap<>();
      for (int i = 0; i < groups.size(); i++) {
        folds.put(groups.get(i), i % FOLDS);
      }
      foldOfGroup.put(origin, folds);
    }
    return texts.stream()
        .mapToInt(text ->
            Objects.requireNonNull(
                Objects.requireNonNull(foldOfGroup.get(text.origin())).get(text.group())))
        .toArray();
  }
}
