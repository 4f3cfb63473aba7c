package org.techindex.local.classifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.techindex.common.sector.KeywordModel;
import org.techindex.common.sector.ModelDescription;
import org.techindex.common.sector.ModelFiles;
import org.techindex.common.sector.Sector;

/**
 * All that a model is trained on, and the files that it came from.
 *
 * @param texts in the order of the files, so that the same files give the same model
 */
record TrainingTexts(List<LabelledText> texts, List<ModelDescription.Input> inputs) {

  /**
   * The files of labelled texts, each optional.
   *
   * @param weakLabels company descriptions with labels from tags
   * @param projects sustainable technology projects
   * @param labelled texts labelled by hand
   * @param corrections rows of what is and is not
   */
  record Sources(
      Optional<Path> weakLabels,
      Optional<Path> projects,
      Optional<Path> labelled,
      Optional<Path> corrections) {

    /** The weak labels before they are cleaned. */
    List<LabelledText> weakLabelsAsTheyStand() {
      return weakLabels.map(LabelledFiles::weakLabels).orElse(List.of());
    }
  }

  TrainingTexts {
    texts = List.copyOf(texts);
    inputs = List.copyOf(inputs);
  }

  static TrainingTexts read(Sources files, TrainingSettings settings) {
    List<LabelledText> texts = new ArrayList<>();
    List<ModelDescription.Input> inputs = new ArrayList<>();
    List<LabelledText> topics = TopicTexts.all(settings.framesPerTopic(), settings.seed());
    texts.addAll(topics);
    inputs.add(input("topics.txt", TopicTexts.topicsFile(), topics.size()));
    inputs.add(input("frames.txt", TopicTexts.framesFile(), 0));
    KeywordModel keywords = KeywordModel.shipped();
    add(
        files.weakLabels(),
        path ->
            LabelledFiles.weakLabels(path).stream()
                .map(text -> withoutMissingLabels(text, keywords, settings))
                .toList(),
        texts,
        inputs);
    add(files.projects(), LabelledFiles::sustainableProjects, texts, inputs);
    add(files.labelled(), LabelledFiles::labelled, texts, inputs);
    add(files.corrections(), LabelledFiles::corrections, texts, inputs);
    return new TrainingTexts(texts, inputs);
  }

  /**
   * The rule that cleans weak labels: tags are often left out, so a label that is absent, though
   * the words say plainly that the text belongs there, is unknown rather than no.
   */
  static LabelledText withoutMissingLabels(
      LabelledText text, KeywordModel keywords, TrainingSettings settings) {
    double[] scores = keywords.scores(text.title(), text.text());
    Set<Sector> isNot = EnumSet.noneOf(Sector.class);
    for (Sector sector : text.isNot()) {
      if (scores[sector.classifiedIndex()] < settings.missingLabelScore()) {
        isNot.add(sector);
      }
    }
    return new LabelledText(
        text.title(), text.text(), text.is(), isNot, text.origin(), text.group());
  }

  private static void add(
      Optional<Path> file,
      Function<Path, List<LabelledText>> reader,
      List<LabelledText> texts,
      List<ModelDescription.Input> inputs) {
    file.ifPresent(path -> {
      List<LabelledText> read = reader.apply(path);
      texts.addAll(read);
      try {
        inputs.add(input(path.getFileName().toString(), Files.readAllBytes(path), read.size()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private static ModelDescription.Input input(String name, byte[] bytes, int texts) {
    return new ModelDescription.Input(name, ModelFiles.sha256(bytes), texts);
  }
}
