package org.techindex.local.classifier;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files to train on, as options; the topics of the project are always among the texts. */
final class SourceOptions {

  @Option(
      names = "--weak-labels",
      paramLabel = "FILE",
      description =
          "Company descriptions with labels from tags: CSV with name, one_liner,"
              + " long_description, weak_labels.")
  private @Nullable Path weakLabels;

  @Option(
      names = "--projects",
      paramLabel = "FILE",
      description = "Sustainable technology projects: CSV with section, name, description.")
  private @Nullable Path projects;

  @Option(
      names = "--labelled",
      paramLabel = "FILE",
      description = "Texts labelled by hand: CSV with title, description, labels.")
  private @Nullable Path labelled;

  @Option(
      names = "--corrections",
      paramLabel = "FILE",
      description =
          "What is and what is not: CSV with title, description, sector, answer (is, is not).")
  private @Nullable Path corrections;

  TrainingTexts.Sources sources() {
    return new TrainingTexts.Sources(
        Optional.ofNullable(weakLabels),
        Optional.ofNullable(projects),
        Optional.ofNullable(labelled),
        Optional.ofNullable(corrections));
  }
}
