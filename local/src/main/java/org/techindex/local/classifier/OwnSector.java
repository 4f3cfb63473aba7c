package org.techindex.local.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.LinearModel;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SectorName;

/**
 * Tells whether a text belongs to a sector of a user's own, after training on its file and on the
 * topics of the project as examples of everything else. The steps and settings are those of the
 * five sectors, but two: topics with one of the sector's words are left out of what it is not, and
 * so are, in a second training, those that the first one finds to belong (as in Liu et al. 2003,
 * Building text classifiers using positive and unlabeled examples, doi 10.1109/ICDM.2003.1250918).
 */
final class OwnSector {

  /** The place among the five that the sector takes in the machinery made for them. */
  private static final Sector PLACE = Sector.CLASSIFIED.getFirst();

  /** What a word adds to the score: one in forty words of text is enough. */
  private static final int WORD_WEIGHT = 5;

  /** Longer texts are not put into frames. */
  private static final int LONGEST_FRAMED_WORDS = 8;

  private static final int LEAST_COUNTED_MILLIONTHS = 500_000;

  private final SectorName name;
  private final LinearModel model;

  private OwnSector(SectorName name, LinearModel model) {
    this.name = name;
    this.model = model;
  }

  /** The same file always gives the same answers. */
  static OwnSector train(SectorFile file) {
    TrainingSettings settings = TrainingSettings.DEFAULT;
    KeywordModel words =
        KeywordModel.of(file.name().id(), PLACE, WORD_WEIGHT, file.words(), file.counterWords());
    Predicate<LabelledText> hasAWord = text -> words.scores("", text.text())[0] > 0;
    List<LabelledText> own = new ArrayList<>();
    int group = 0;
    for (String word : file.words()) {
      own.addAll(framed(word, Set.of(PLACE), group++, settings));
    }
    for (String example : file.examples()) {
      own.addAll(framed(example, Set.of(PLACE), group++, settings));
    }
    for (String counter : file.counterExamples()) {
      own.addAll(framed(counter, Set.of(), group++, settings));
    }
    List<LabelledText> background =
        TopicTexts.all(settings.framesPerTopic(), settings.seed()).stream()
            .map(text ->
                LabelledText.of(text.title(), text.text(), Set.of(), text.origin(), text.group()))
            .filter(hasAWord.negate())
            .toList();
    SectorTrainer trainer = new SectorTrainer(settings, words);
    CrossValidation first = validate(trainer, both(background, own), settings);
    List<double[]> probabilities = first.probabilities();
    List<LabelledText> others = new ArrayList<>();
    for (int i = 0; i < background.size(); i++) {
      if (probabilities.get(i)[PLACE.classifiedIndex()] < 0.5) {
        others.add(background.get(i));
      }
    }
    List<LabelledText> all = both(others, own);
    CrossValidation second = validate(trainer, all, settings);
    TrainedModel trained = trainer.quantise(trainer.train(all), second.calibrations());
    return new OwnSector(file.name(), trained.model());
  }

  private static CrossValidation validate(
      SectorTrainer trainer, List<LabelledText> texts, TrainingSettings settings) {
    return CrossValidation.run(
        texts,
        others -> {
          List<SectorTrainer.SectorWeights> weights = trainer.train(others);
          return text -> trainer.scores(weights, text);
        },
        settings.seed());
  }

  private static List<LabelledText> both(List<LabelledText> some, List<LabelledText> others) {
    List<LabelledText> both = new ArrayList<>(some);
    both.addAll(others);
    return both;
  }

  private static List<LabelledText> framed(
      String text, Set<Sector> is, int group, TrainingSettings settings) {
    LabelledText alone = LabelledText.of("", text, is, LabelledText.Origin.CORRECTIONS, group);
    return text.split(" ", -1).length > LONGEST_FRAMED_WORDS
        ? List.of(alone)
        : TopicTexts.framed(alone, settings.framesPerTopic(), settings.seed() + group);
  }

  SectorName name() {
    return name;
  }

  /** Membership in millionths; 0 where it is more likely not to belong than to belong. */
  int membershipMillionths(String title, String text) {
    int millionths = model.probabilities(title, text).millionths(PLACE);
    return millionths < LEAST_COUNTED_MILLIONTHS ? 0 : millionths;
  }
}
