package org.techindex.local.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.techindex.common.sector.KeywordModel;

/** Read, cross-validate, calibrate, train, round: the steps from files to a model. */
final class TrainingRun {

  private final TrainingTexts training;
  private final CrossValidation validation;
  private final TrainedModel model;

  private TrainingRun(TrainingTexts training, CrossValidation validation, TrainedModel model) {
    this.training = training;
    this.validation = validation;
    this.model = model;
  }

  /**
   * @param progress told what is being done, a line each
   */
  static TrainingRun of(
      TrainingTexts.Sources sources, TrainingSettings settings, Consumer<String> progress) {
    TrainingTexts training = TrainingTexts.read(sources, settings);
    progress.accept("read " + training.texts().size() + " texts");
    SectorTrainer trainer = new SectorTrainer(settings, KeywordModel.shipped());
    CrossValidation validation =
        CrossValidation.run(
            training.texts(),
            others -> {
              List<SectorTrainer.SectorWeights> trained = trainer.train(others);
              progress.accept("trained on " + others.size() + " of them");
              return text -> trainer.scores(trained, text);
            },
            settings.seed());
    List<SectorTrainer.SectorWeights> trained = trainer.train(training.texts());
    progress.accept("trained on all of them");
    return new TrainingRun(
        training, validation, trainer.quantise(trained, validation.calibrations()));
  }

  TrainedModel model() {
    return model;
  }

  TrainingTexts training() {
    return training;
  }

  /** Scores out of fold, over the texts of one origin, by the labels as cleaned. */
  Scores scores(LabelledText.Origin origin) {
    List<double[]> all = validation.probabilities();
    List<LabelledText> texts = new ArrayList<>();
    List<double[]> probabilities = new ArrayList<>();
    for (int i = 0; i < training.texts().size(); i++) {
      LabelledText text = training.texts().get(i);
      if (text.origin() == origin) {
        texts.add(text);
        probabilities.add(all.get(i));
      }
    }
    return Scores.of(texts, probabilities);
  }

  /** Scores out of fold, over the weak labels as they stand in the file. */
  Scores scoresAsLabelled(List<LabelledText> asLabelled) {
    List<double[]> all = validation.probabilities();
    List<double[]> probabilities = new ArrayList<>();
    for (int i = 0; i < training.texts().size(); i++) {
      if (training.texts().get(i).origin() == LabelledText.Origin.WEAK_LABELS) {
        probabilities.add(all.get(i));
      }
    }
    return Scores.of(asLabelled, probabilities);
  }

  /** The scores that a model file keeps. */
  SortedMap<String, Double> namedScores() {
    SortedMap<String, Double> named = new TreeMap<>();
    for (LabelledText.Origin origin : LabelledText.Origin.values()) {
      Scores scores = scores(origin);
      if (scores.texts() > 0) {
        named.putAll(scores.named(origin.words() + ": "));
      }
    }
    return named;
  }
}
